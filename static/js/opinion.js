// What scripts add to pages that work without them: one module for each behaviour.
import './trusted-types.js';
import './plainly.js';
import './reply-form.js';
import './reply-places.js';
import './drafts.js';
import './counter.js';
import './more-replies.js';
import './poll.js';
import './unread.js';
import './passages.js';
import './quoting.js';
