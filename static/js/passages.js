// Discussions of a paragraph, opened under it: once more on the link, Escape or Close shuts them.
const shut = (slot) => {
  if (slot.querySelector('.htmx-request')) return;
  slot.replaceChildren();
  slot.parentElement.querySelector('.passage')?.focus();
};

document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest('.block > .passage');
  const open = link && document.getElementById(`slot-${link.parentElement.id}`);
  const shown = link ? open?.firstElementChild && open : event.target.closest('[data-close]')?.closest('.discussion');
  if (!shown) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  shut(shown);
}, true);

document.addEventListener('keydown', (event) => {
  const slot = event.key === 'Escape' && !event.isComposing && event.target.closest?.('.discussion');
  if (slot) shut(slot);
});

// A comment that is on this page is shown on it, instead of on the page that holds it.
document.addEventListener('click', (event) => {
  const name = event.target.closest('a[data-comment]')?.dataset.comment;
  const comment = name && document.getElementById(name);
  if (!comment || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.hash = name;
  comment.focus({ preventScroll: true });
});

document.addEventListener('htmx:after:settle', (event) => {
  const slot = event.detail.task?.target;
  if (slot?.matches?.('.discussion')) slot.querySelector('h2')?.focus();
});
