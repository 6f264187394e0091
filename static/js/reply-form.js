// A form while it is on its way: what went wrong is said in the form, and the text stays.
const formOf = (event) => {
  const source = event.detail.ctx?.sourceElement; // a link in a form sends no form
  return source?.matches?.('form[data-failed]') ? source : null;
};

const say = (form, sentence) => {
  const place = form?.querySelector('[data-error]');
  if (!place) return;
  place.textContent = sentence;
  place.hidden = !sentence;
};

const opened = new WeakMap();

document.addEventListener('focusin', (event) => {
  const form = event.target.closest?.('form.reply-form');
  if (form && !opened.has(form)) opened.set(form, Date.now());
});

document.addEventListener('submit', (event) => {
  const took = event.target.elements?.took;
  const since = opened.get(event.target);
  if (took && since) took.value = (Date.now() - since) / 1000;
}, true);

document.addEventListener('htmx:before:request', (event) => say(formOf(event), ''));

document.addEventListener('htmx:error', (event) => {
  const form = formOf(event);
  const isLate = event.detail.ctx?.request?.signal?.reason === 'timeout';
  if (form) say(form, isLate ? form.dataset.late : form.dataset.offline);
});

document.addEventListener('htmx:before:swap', (event) => {
  const form = formOf(event);
  if (!form || event.detail.tasks.some((task) => task.type === 'partial')) return;
  // Not our answer, whatever its status: a proxy's, say.
  event.preventDefault();
  const isLong = event.detail.ctx.response?.status === 413;
  say(form, isLong ? form.dataset.long : form.dataset.failed);
});
