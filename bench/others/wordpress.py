"""WordPress: as Debian packages it, with nginx, PHP-FPM, PHP's cache of compiled code and MariaDB.

It is copied, for its configuration lies beside its code.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from bench.others.mariadb import ME, SOCKET, is_installed, mariadb
from bench.others.programs import Article, NotInstalledError, Program
from bench.requesting import Request, request
from bench.serving import Server, installed, running
from bench.words import name, sentence
from opinion.config import place
from opinion.upkeep.serving import HOST, free_port

HOW = (
    "apt install wordpress wordpress-theme-twentytwentythree php-fpm php-mysql mariadb-server "
    "nginx-light, on Debian"
)
CODE, CONTENT = Path("/usr/share/wordpress"), Path("/var/lib/wordpress/wp-content")
INSTALL = place("bench") / "others" / "install.php"
KEEPS = "each statement: InnoDB syncs its log (innodb_flush_log_at_trx_commit = 1)"
CONFIG = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{folder}/{socket}');
define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', 'http://{host}:{port}');
define('WP_SITEURL', WP_HOME);
define('WP_HTTP_BLOCK_EXTERNAL', true);  // asks nobody on the network
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);  // as where cron does it, not readers
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {{
    define('ABSPATH', __DIR__ . '/');
}}
require_once ABSPATH . 'wp-settings.php';
"""
NO_LIMITS = "<?php\nadd_filter('comment_flood_filter', '__return_false', 99);\n"
FPM = """
[global]
error_log = {folder}/fpm.log
[www]
user = {user}
listen = {folder}/fpm.sock
pm = static
pm.max_children = {workers}
"""
NGINX = """
{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types;
  access_log off; sendfile on; tcp_nopush on; gzip on; client_body_temp_path {folder};
  proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder};
  scgi_temp_path {folder};
  server {{
    listen {host}:{port}; root {folder}/site; index index.php;
    location / {{ try_files $uri $uri/ /index.php?$args; }}
    location ~ \\.php$ {{
      include /etc/nginx/fastcgi.conf;
      fastcgi_pass unix:{folder}/fpm.sock;
    }}
  }}
}}
"""


@contextmanager
def wordpress(article: Article, folder: Path, cores: set[int], workers: int) -> Iterator[Program]:
    """Serve an article and its comments with WordPress, from a folder of its own.

    Raises:
        NotInstalledError: something that it needs is missing.
    """
    fpm = next(iter(sorted(Path("/usr/sbin").glob("php-fpm*"), reverse=True)), None)
    nginx = installed("nginx")
    if not (fpm and nginx and installed("php") and is_installed() and CODE.exists()):
        raise NotInstalledError(HOW)
    port = free_port(8600)
    _lay_out(folder, port, workers)
    log = folder / "wordpress.log"
    php = [str(fpm), "--nodaemonize", "--allow-to-run-as-root", "-y", str(folder / "fpm.conf")]
    web = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with ExitStack() as stack:
        database = stack.enter_context(mariadb(folder, "wordpress", cores))
        filled = _install(folder / "site", article)
        children = stack.enter_context(running(php, {}, cores, folder / "fpm.sock", log))
        pid = stack.enter_context(running(web, {}, cores, port, log))
        yield Program(
            name="WordPress",
            version=filled["version"],
            server=Server(port, pid, (children, database)),
            page=f"/?p={filled['read']}",
            busy_page=f"/?p={filled['busy']}",
            comment=_guests(port, filled["busy"]),
            keeps=KEEPS,
        )


def _lay_out(folder: Path, port: int, workers: int) -> None:
    """Copy WordPress, and write what it and its servers read first."""
    site = folder / "site"
    own = shutil.ignore_patterns("wp-config.php", "wp-content")
    shutil.copytree(CODE, site, ignore=own, ignore_dangling_symlinks=True)
    shutil.copytree(CONTENT, site / "wp-content", ignore_dangling_symlinks=True)
    (site / "wp-content" / "mu-plugins").mkdir()
    (site / "wp-content" / "mu-plugins" / "limits.php").write_text(NO_LIMITS)
    known = {"folder": folder, "socket": SOCKET, "host": HOST, "port": port, "workers": workers}
    (site / "wp-config.php").write_text(CONFIG.format(**known))
    (folder / "fpm.conf").write_text(FPM.format(user=ME, **known))
    only_root = f"user {ME};" if ME == "root" else ""  # nobody else may choose
    (folder / "nginx.conf").write_text(NGINX.format(user=only_root, **known))


def _install(site: Path, article: Article) -> dict[str, Any]:
    """Fill the database; return the posts to read and to comment on, and the versions."""
    done = subprocess.run(  # noqa: S603
        [str(installed("php")), "-d", "sendmail_path=/bin/true", str(INSTALL)],
        input=json.dumps(asdict(article)), cwd=site, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"WordPress was not installed: {done.stdout}{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _guests(port: int, post: int) -> Callable[[], Request]:
    chance, number = Random(1), count()  # noqa: S311 - no secret

    def comment() -> Request:
        guest = next(number)
        form = {
            "comment_post_ID": post,
            "comment_parent": 0,
            "author": name(chance),
            "email": f"reader{guest}@example.org",
            "comment": f"{sentence(chance)} {sentence(chance)} ({guest})",
        }
        body = urlencode(form).encode()
        return request(port, "/wp-comments-post.php", kind="comment", body=body)

    return comment
