// The buttons that “Moderate” opens under a comment: Escape closes them, and leads back to the link.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const comment = event.target.closest?.('.comment');
  const slot = comment?.querySelector(':scope > [data-slot]:has(> .decide)');
  if (!slot || slot.querySelector('.htmx-request')) return;
  slot.replaceChildren();
  comment.querySelector('[data-moderate]').focus();
});
