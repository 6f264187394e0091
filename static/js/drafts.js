// A half-written comment survives a reload: it is kept in this tab until it is posted, with the words it quotes.
const key = (form) => `draft ${form.getAttribute('action')} ${form.elements.parent?.value || form.elements.block?.value || ''}`;

const kept = (() => {
  try { return sessionStorage; } catch { return null; }
})();

export const quote = (form, words) => {
  const shown = form.querySelector('[data-quote]');
  form.elements.quote.value = words;
  shown.textContent = words;
  shown.hidden = false;
};

const restore = (root) => {
  for (const form of root.querySelectorAll('form.reply-form')) {
    const field = form.elements.text;
    if (!field) continue;
    const [draft, words] = JSON.parse(kept?.getItem(key(form)) ?? '[]');
    if (words && !form.elements.quote.value) quote(form, words);
    if (draft && (!field.value || form.id.startsWith('form-edit'))) field.value = draft;
  }
};

document.addEventListener('input', (event) => {
  const { form, name, value } = event.target;
  if (name !== 'text' || !form?.matches('.reply-form')) return;
  kept?.setItem(key(form), JSON.stringify([value, form.elements.quote?.value]));
});

document.addEventListener('htmx:before:swap', (event) => {
  const form = event.detail.ctx?.sourceElement?.closest?.('form.reply-form');
  // Before the fresh form is filled from what is kept.
  if (form && event.detail.ctx.response?.status === 201) kept?.removeItem(key(form));
});

document.addEventListener('htmx:after:settle', (event) => {
  restore(event.detail.task?.target?.parentElement ?? document);
});

restore(document);
