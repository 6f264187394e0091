// Comments of the queue that are picked: while there are any, a decision by key is about them all.
import { later } from './one-by-one.js';

const list = document.getElementById('items');
const bulk = document.getElementById('bulk');
const live = document.getElementById('live');
const all = document.querySelector('[data-all]');
const boxes = () => [...list.querySelectorAll('.item:not([data-sent]) [name="pick"]')];

export const picked = () => boxes().filter((box) => box.checked).length;

const say = () => { live.textContent = bulk.dataset.picked.replace('{count}', picked()); };

export const pickNone = () => {
  for (const box of boxes()) box.checked = false;
  if (all) all.firstElementChild.checked = false;
  say();
};

// After what was decided before is sent: the page goes with it.
export const decideAll = (verdict) => {
  later(() => { bulk.querySelector(`button[value="${verdict}"]`).click(); });
};

export const askForAll = () => {
  bulk.firstElementChild.open = true;
  bulk.querySelector('select').focus();
};

export const leaveAll = () => { bulk.firstElementChild.open = false; };

list.addEventListener('change', (event) => { if (event.target.name === 'pick') say(); });

if (all) {
  all.hidden = false;
  all.firstElementChild.addEventListener('change', (event) => {
    for (const box of boxes()) box.checked = event.target.checked;
    say();
  });
}
