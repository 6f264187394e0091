// One form is open at a time; closed threads open; Cancel closes.
document.addEventListener('htmx:before:swap', (event) => {
  const { ctx, tasks } = event.detail;
  for (const task of tasks) {
    let thread = task.target?.closest?.('details');
    while (thread) {
      thread.open = true;
      thread = thread.parentElement.closest('details');
    }
  }
  if (ctx.request.method !== 'GET') return;
  const opening = tasks.map((task) => task.target).find((place) => place?.matches?.('[data-slot]'));
  if (!opening) return;
  for (const slot of document.querySelectorAll('[data-slot]')) {
    const isBusy = slot.querySelector('.htmx-request');
    if (slot !== opening && !slot.contains(opening) && !isBusy) slot.replaceChildren();
  }
});

// The form above goes once the new comment has the focus.
document.addEventListener('htmx:finally:request', () => {
  const arrived = document.activeElement;
  if (arrived?.matches('.comment[autofocus]')) arrived.scrollIntoView({ block: 'nearest' });
});

document.addEventListener('click', (event) => {
  const cancel = event.target.closest('[data-cancel]');
  const slot = cancel?.closest('[data-slot]');
  const opener = slot?.parentElement.querySelector(cancel.dataset.cancel || '[data-reply]');
  if (!opener) return;
  event.preventDefault();
  if (slot.querySelector('.htmx-request')) return;
  slot.replaceChildren();
  opener.focus();
});
