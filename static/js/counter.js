// Counts what is written, as the server does: in code points, a line break being one.
const count = (text) => [...text.trim()].length;

const show = (field) => {
  const place = field.form?.querySelector('[data-count]');
  if (!place || field.name !== 'text') return;
  const length = count(field.value);
  const most = Number(place.dataset.most);
  const { lang } = field.closest('[lang]');
  place.textContent = length ? place.dataset.count.replace('{count}', length.toLocaleString(lang)) : '';
  place.toggleAttribute('data-over', length > most);
  // Read aloud only where it matters, not at every letter.
  place.setAttribute('aria-live', length > 0.95 * most ? 'polite' : 'off');
};

const showAll = (root) => root.querySelectorAll('.reply-form [name="text"]').forEach(show);

document.addEventListener('input', (event) => show(event.target));
document.addEventListener('htmx:after:settle', () => showAll(document));
showAll(document);
