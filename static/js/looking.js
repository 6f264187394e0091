// Lets other moderators know which comment somebody looks at, and says what they look at.
const AFTER = 600; // milliseconds: who passes by is not looking
const AGAIN = 60_000;
const ASK = 15_000;
let known = '';
let timer = null;
let number = null;

const claim = () => fetch(`/moderation/comments/${number}/claim`, {
  method: 'POST', headers: { 'HX-Request': 'true' },
}).catch(() => {});

document.addEventListener('looking', (event) => {
  number = event.detail;
  clearTimeout(timer);
  timer = setTimeout(claim, AFTER);
});

const show = ({ mark, looking }) => {
  known = mark;
  for (const place of document.querySelectorAll('[data-looking]')) {
    const words = looking[place.dataset.looking] ?? '';
    if (place.textContent !== words) place.textContent = words;
  }
};

const ask = async () => {
  try {
    const answer = await fetch(`/moderation/claims?known=${known}`);
    if (answer.status === 200) show(await answer.json());
  } catch { /* next time */ }
};

setInterval(() => { if (document.visibilityState === 'visible') ask(); }, ASK);
setInterval(() => { if (number && document.visibilityState === 'visible') claim(); }, AGAIN);
