// Marks what came in since the last visit, which only this browser knows.
const section = document.querySelector('[data-newest]');

const since = ({ article, newest, part }) => {
  const name = `seen ${article}`;
  try {
    sessionStorage[name] ??= localStorage[name] ?? newest;
    if (part === undefined) localStorage[name] = newest;
    return sessionStorage[name];
  } catch { return newest; }
};

// Up to a number; and to a moment, for those that waited while higher numbers came.
const mark = (from, { newest, fresh }) => {
  const [number, moment] = from.split(' ');
  for (const comment of section.querySelectorAll('.comment:not(.comment--own, .comment--gone)')) {
    const own = Number(comment.id.slice(8));
    const isNew = own > number && own <= parseInt(newest);
    if (isNew || comment.dataset.appeared > moment) comment.querySelector('.comment__head').dataset.fresh = fresh;
  }
  const heads = section.querySelectorAll('[data-fresh]');
  if (heads[1]) import('./next-new.js').then(({ lead }) => lead(heads, section.dataset));
};

if (section) {
  const from = since(section.dataset);
  mark(from, section.dataset);
  document.addEventListener('htmx:after:swap', () => mark(from, section.dataset));
}
