// Sends forms one after the other: a database takes one decision at a time anyway.
const waiting = [];
let sending = null;

const go = () => {
  while (!sending && waiting.length) sending = waiting.shift()() ?? null;
};

// `press` presses a button, and returns its form: null where there is nothing to send.
export const later = (press) => {
  waiting.push(press);
  go();
};

export const left = () => waiting.length + (sending ? 1 : 0);

document.addEventListener('htmx:finally:request', (event) => {
  const form = event.detail.ctx?.sourceElement;
  if (form?.isConnected && form.closest) delete form.closest('.item')?.dataset.sent; // it failed
  if (form !== sending) return;
  sending = null;
  go();
});
