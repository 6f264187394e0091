// Sends forms one after the other: a database takes one decision at a time anyway.
const waiting = [];
let sending = null;

const go = () => {
  while (!sending && waiting.length) {
    const { press, end } = waiting.shift();
    const form = press();
    if (form) sending = { form, end };
    else end();
  }
};

// `press` presses a button, and returns its form: null where there is nothing to send. Resolves
// once the answer is on the page, or none came.
export const later = (press) => new Promise((end) => {
  waiting.push({ press, end });
  go();
});

export const left = () => waiting.length + (sending ? 1 : 0);

document.addEventListener('htmx:finally:request', (event) => {
  if (!sending || event.detail.ctx?.sourceElement !== sending.form) return;
  const { end } = sending;
  sending = null;
  end();
  go();
});
