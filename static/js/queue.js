// The moderators' queue by keyboard. One comment is the current one, and a key decides about it.
// The next becomes current at once; what was decided is sent one after the other.
import './looking.js';
import { later, left } from './one-by-one.js';

const list = document.getElementById('items');
const help = document.getElementById('keys');
const all = document.querySelector('[data-all]');
const FETCH_AT = 15; // comments left
const done = [];
let current = null;

const open = () => [...list.querySelectorAll('.item:not([data-sent])')];
const isBehind = (item, other) => other.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING;

const fetchMore = () => {
  const more = list.querySelector('#more a:not([data-asked])');
  if (!more || open().length > FETCH_AT) return;
  more.dataset.asked = '';
  more.click();
};

const choose = (item, focuses = true) => {
  current?.removeAttribute('aria-current');
  current = item ?? null;
  item?.setAttribute('aria-current', 'true');
  if (focuses) item?.focus();
  if (item) document.dispatchEvent(new CustomEvent('looking', { detail: item.dataset.item }));
  fetchMore();
};

const next = (from = current) => open().find((item) => isBehind(item, from));
const previous = () => open().reverse().find((item) => isBehind(current, item));
const onward = (from) => choose(next(from) ?? open().at(-1));

const decide = (button) => {
  if (!button) return;
  const item = current;
  item.dataset.sent = '';
  done.push(item.id);
  later(() => {
    if (!button.isConnected) return null;
    button.click();
    return button.form;
  });
  onward(item);
};

let restored = '';

const undo = () => later(() => {
  const id = done.pop();
  restored = id ?? '';
  const button = id && document.querySelector(`#${id} [data-undo]`);
  button?.click();
  return button?.form;
});

const within = (key) => current?.querySelector(`[data-key="${key}"]`);

const remove = () => {
  const details = within('r')?.parentElement;
  if (!details) return;
  details.open = true;
  details.querySelector('select').focus();
};

const KEYS = {
  j: () => choose(next() ?? current),
  k: () => choose(previous() ?? current),
  a: () => decide(within('a')),
  s: () => decide(within('s')),
  r: remove,
  u: undo,
  x: () => within('x')?.click(),
  '?': () => { help.open = !help.open; help.querySelector('summary').focus(); },
};

const rule = (event) => {
  const select = event.target;
  if (event.key === 'Escape') {
    select.closest('details').open = false;
    choose(select.closest('.item'));
  } else if (/^[0-9]$/.test(event.key)) {
    event.preventDefault();
    choose(select.closest('.item'), false);
    select.selectedIndex = Number(event.key) || 10;
    decide(select.form.querySelector('[value="remove"]'));
  }
};

const isOn = () => localStorage.getItem('queue keys') !== 'off';

document.addEventListener('keydown', (event) => {
  if (!isOn() || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.matches('.item select')) rule(event);
  if (event.target.matches('textarea, select, input:not([type="checkbox"])')) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

list.addEventListener('focusin', (event) => {
  const item = event.target.closest('.item');
  if (item && item !== current) choose(item, false);
});

// What the mouse decided: its line is there, its button gone, and the focus with it.
document.addEventListener('htmx:after:swap', () => {
  const again = document.getElementById(restored);
  if (again?.matches('.item')) { restored = ''; choose(again); return; }
  // What went above it must not push it out of sight.
  if (current && document.activeElement === current) current.scrollIntoView({ block: 'nearest' });
  if (current?.isConnected && document.activeElement !== document.body) return;
  const lost = current?.isConnected ? current : document.getElementById(current?.id ?? '');
  if (lost?.matches('.item')) choose(lost, document.activeElement === document.body);
  else if (lost) { done.push(lost.id); onward(lost); } else choose(open()[0], false);
});

addEventListener('beforeunload', (event) => { if (left()) event.preventDefault(); });

help.hidden = false;
const keysOn = document.getElementById('keys-on');
keysOn.checked = isOn();
keysOn.addEventListener('change', () => {
  localStorage.setItem('queue keys', keysOn.checked ? 'on' : 'off');
});
if (all) {
  all.hidden = false;
  all.firstElementChild.addEventListener('change', (event) => {
    for (const box of list.querySelectorAll('[name="pick"]')) box.checked = event.target.checked;
  });
}
choose(open()[0], false);
