// A half-written comment survives a reload: it is kept in this tab until it is posted.
const key = (form) => `draft ${form.getAttribute('action')} ${form.elements.parent?.value || form.elements.block?.value || ''}`;

const kept = (() => {
  try { return sessionStorage; } catch { return null; }
})();

const restore = (root) => {
  for (const form of root.querySelectorAll('form.reply-form')) {
    const field = form.elements.text;
    if (!field) continue;
    const draft = kept?.getItem(key(form)) ?? '';
    const isQuote = 'quoted' in form.dataset && draft && !draft.includes(field.value.trim());
    if (isQuote) field.value = `${draft}\n\n${field.value}`;
    else if (draft && (!field.value || form.id.startsWith('form-edit'))) field.value = draft;
  }
};

document.addEventListener('input', (event) => {
  const { form, name, value } = event.target;
  if (name === 'text' && form?.matches('.reply-form')) kept?.setItem(key(form), value);
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
