// Loads the next page of the queue before its end is reached. Where it does not come, this is said
// beside the link, which stays.
const list = document.getElementById('items');
const linkOf = (event) => event.detail.ctx?.sourceElement?.closest?.('#more a');
const say = (isWrong) => { list.querySelector('#more [data-error]').hidden = !isWrong; };
const wayOn = () => list.querySelector('#more a');

// Whether there are comments that are not on this page yet.
export const areToCome = () => wayOn() !== null;

export const loadNext = () => {
  const link = wayOn();
  if (!link || 'asked' in link.dataset) return;
  link.dataset.asked = '';
  link.click();
};

// Calls `end` once the next page is there (true), or could not be had.
export const onNext = (end) => {
  document.addEventListener('htmx:before:request', (event) => {
    const link = linkOf(event);
    if (!link) return;
    link.dataset.asked = ''; // no matter by whom: plainly.js leaves it alone
    say(false);
  });
  document.addEventListener('htmx:before:swap', (event) => {
    const { ctx, tasks } = event.detail;
    const isPage = ctx.response?.status < 400 && tasks.every((task) => task.fragment?.childElementCount);
    if (linkOf(event) && !isPage) event.preventDefault();
  });
  document.addEventListener('htmx:finally:request', (event) => {
    const link = linkOf(event);
    if (!link) return;
    delete link.dataset.asked;
    if (link.isConnected) say(true);
    end(!link.isConnected);
  });
};
