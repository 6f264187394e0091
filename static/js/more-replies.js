// The first new reply takes the focus of the link that goes away.
let known = null;

const repliesOf = (link) => link.closest('.branch').querySelectorAll('.comment');

document.addEventListener('htmx:before:request', (event) => {
  const link = event.detail.ctx?.sourceElement?.closest?.('a.more');
  if (link) known = { branch: link.closest('.branch').id, count: repliesOf(link).length };
});

document.addEventListener('htmx:after:swap', () => {
  if (!known) return;
  const comments = document.getElementById(known.branch)?.querySelectorAll('.comment') ?? [];
  comments[known.count]?.focus({ preventScroll: true });
  if (comments.length > known.count) known = null;
});
