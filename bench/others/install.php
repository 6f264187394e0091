<?php
// Installs WordPress where it is run, without a browser; the article comes on standard input. Says the numbers of
// the post that has the article and its comments, and of the one that comments go to, and which versions run.
$article = json_decode(stream_get_contents(STDIN), true);
define('WP_INSTALLING', true);
require getcwd() . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

function publish_post(string $title, array $paragraphs): int
{
    return wp_insert_post([
        'post_title' => $title,
        'post_content' => '<p>' . implode("</p>\n<p>", $paragraphs) . '</p>',
        'post_status' => 'publish',
        'post_author' => 1,
        'comment_status' => 'open',
    ]);
}

function publish_comments(int $post, array $comments): void
{
    $theirs = ['' => 0];
    foreach ($comments as $comment) {
        $theirs[$comment['number']] = wp_insert_comment([
            'comment_post_ID' => $post,
            'comment_author' => $comment['name'],
            'comment_author_email' => "guest{$comment['number']}@example.org",
            'comment_content' => $comment['text'],
            'comment_parent' => $theirs[$comment['parent']],
            'comment_approved' => 1,
        ]);
    }
}

wp_install('Beside', 'editor', 'editor@example.org', true, '', 'not a secret');

// Each guest's comment is published at once, and nobody is mailed.
foreach (['comment_moderation', 'comment_previously_approved', 'comments_notify', 'moderation_notify'] as $option) {
    update_option($option, 0);
}
$read = publish_post($article['title'], $article['paragraphs']);
publish_comments($read, $article['comments']);
echo json_encode([
    'read' => $read,
    'busy' => publish_post('Busy', $article['paragraphs']),
    'version' => sprintf('%s, PHP %d.%d, MariaDB %s', $wp_version, PHP_MAJOR_VERSION, PHP_MINOR_VERSION, $wpdb->db_version()),
]);
