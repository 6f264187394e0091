// Asks whether comments have come in, while somebody is there to read them.
const news = document.querySelector('[data-poll]');
let last = Date.now();

for (const sign of ['pointerdown', 'keydown', 'scroll']) {
  addEventListener(sign, () => { last = Date.now(); }, { passive: true, capture: true });
}

const ask = () => {
  const isIdle = Date.now() - last > news.dataset.idle * 1000;
  if (isIdle) clearInterval(timer);
  else if (document.visibilityState === 'visible') htmx.trigger(news, 'poll');
};

const timer = news && setInterval(ask, news.dataset.poll * 1000);
