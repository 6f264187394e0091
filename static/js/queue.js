// The moderators' queue by keyboard. One comment is the current one, and a key decides about it.
// The next becomes current at once; what was decided is sent one after the other. What is pressed
// while the next page is on its way, or a comment comes back, is kept until there is one to act on.
import './looking.js';
import { areToCome, loadNext, onNext } from './next-items.js';
import { later, left } from './one-by-one.js';
import { askForAll, decideAll, leaveAll, picked, pickNone } from './picking.js';

const list = document.getElementById('items');
const help = document.getElementById('keys');
const LOAD_AT = 30; // comments left
const done = []; // in the order in which they were decided
const kept = []; // keys
let current = null;
let last = ''; // was current, or is
let restored = ''; // is on its way back
let byHand = ''; // is on its way back by the mouse

const open = () => [...list.querySelectorAll('.item:not([data-sent])')];
const hasFailed = (item) => item.querySelector('[data-problem], [data-error]:not([hidden])');
const fresh = () => open().filter((item) => !hasFailed(item));
const isBehind = (item, other) => other.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING;

const choose = (item, focuses = true) => {
  current?.removeAttribute('aria-current');
  current = item ?? null;
  if (open().length <= LOAD_AT) loadNext();
  if (!item) return;
  last = item.id;
  item.setAttribute('aria-current', 'true');
  if (focuses) item.focus();
  document.dispatchEvent(new CustomEvent('looking', { detail: item.dataset.item }));
};

const from = () => document.getElementById(last);
const next = () => open().find((item) => !from() || isBehind(item, from()));
const previous = () => open().reverse().find((item) => !from() || isBehind(from(), item));
// What failed is come back to once all else is decided: who presses fast has not read it yet.
const onward = () => choose(next() ?? (areToCome() ? null : fresh().at(-1)));

const isHeldUp = () => restored || (!current && areToCome());
const resume = () => {
  if (!current) onward();
  while (kept.length && !isHeldUp()) act(kept.shift());
  if (current || isHeldUp() || left()) return;
  if (open().length) choose(open()[0]);
  else if (document.activeElement === document.body) document.getElementById(done.at(-1))?.focus();
};

const comeBack = (id) => {
  const item = document.getElementById(id);
  if (item?.matches('.item')) {
    delete item.dataset.sent;
    if (done.includes(id)) done.splice(done.lastIndexOf(id), 1);
  }
  resume();
};

const decide = (button) => {
  if (!button) return;
  const { id } = current;
  current.dataset.sent = '';
  done.push(id);
  later(() => {
    if (!button.isConnected) return null;
    button.click();
    return button.form;
  }).then(() => comeBack(id));
  onward();
};

const undo = () => {
  const id = done.pop();
  if (!id) {
    later(() => { document.getElementById('undo-last').requestSubmit(); });
    return;
  }
  restored = id;
  later(() => {
    const button = document.querySelector(`#${id} [data-undo]`);
    button?.click();
    return button?.form;
  }).then(() => {
    restored = '';
    const line = document.getElementById(id);
    if (line?.matches('.item')) choose(line);
    else done.push(id);
    resume();
  });
};

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
  a: () => (picked() ? decideAll('publish') : decide(within('a'))),
  s: () => (picked() ? decideAll('spam') : decide(within('s'))),
  r: () => (picked() ? askForAll() : remove()),
  u: undo,
  x: () => within('x')?.click(),
  Escape: pickNone,
  '?': () => { help.open = !help.open; help.querySelector('summary').focus(); },
};
const MOVES = ['j', 'k'];
const isForRule = (key) => /^([0-9]|Escape)$/.test(key);

const rule = (select, key) => {
  const item = select.closest('.item');
  if (!item && key !== 'Escape') {
    select.selectedIndex = Number(key) || 10;
    decideAll('remove');
  } else if (!item) {
    leaveAll();
    choose(current ?? open()[0]);
  } else if (key === 'Escape') {
    select.closest('details').open = false;
    choose(item);
  } else if (isForRule(key)) {
    choose(item, false);
    select.selectedIndex = Number(key) || 10;
    decide(select.form.querySelector('[value="remove"]'));
  }
};

const act = (key) => {
  const focused = document.activeElement;
  if (focused.matches('.item:not([data-sent]) select, #bulk select')) rule(focused, key);
  else KEYS[key]?.();
};

const isOn = () => localStorage.getItem('queue keys') !== 'off';

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (!isOn() || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const isInRule = target.matches('.item select, #bulk select');
  if (!isInRule && target.matches('textarea, select, input:not([type="checkbox"])')) return;
  const does = key === 'Escape' ? picked() : Object.hasOwn(KEYS, key);
  const isOurs = isInRule ? isForRule(key) : does || (kept.length && isForRule(key));
  if (!isOurs) return;
  event.preventDefault();
  if (event.repeat && !MOVES.includes(key)) return; // a key that is held down decides once
  if (kept.length || (isHeldUp() && key !== '?')) {
    kept.push(key);
    loadNext();
  } else act(key);
});

list.addEventListener('focusin', (event) => {
  const item = event.target.closest('.item:not([data-sent])');
  if (item && item !== current) choose(item, false);
});

list.addEventListener('click', (event) => {
  if (event.isTrusted && event.target.matches('[data-undo]')) byHand = event.target.closest('.done').id;
});

// What the mouse decided: its line is there, its button gone, and the focus with it.
document.addEventListener('htmx:after:swap', () => {
  // What went above it must not push it out of sight.
  if (current && document.activeElement === current) current.scrollIntoView({ block: 'nearest' });
  const undone = document.getElementById(byHand);
  if (undone?.matches('.item')) {
    byHand = '';
    comeBack(undone.id);
    choose(undone);
  }
  if (!current || restored) return;
  const isLost = document.activeElement === document.body;
  if (current.isConnected && !isLost) return;
  const there = document.getElementById(current.id);
  if (there?.matches('.item')) choose(there, isLost);
  else if (there) { done.push(there.id); onward(); }
});

onNext((isThere) => {
  if (isThere) { resume(); return; }
  kept.length = 0; // they were for comments that nobody has seen
  if (!current && open().length) choose(open()[0]);
});

addEventListener('beforeunload', (event) => { if (left()) event.preventDefault(); });

help.hidden = false;
const keysOn = document.getElementById('keys-on');
keysOn.checked = isOn();
keysOn.addEventListener('change', () => {
  localStorage.setItem('queue keys', keysOn.checked ? 'on' : 'off');
});
const taken = document.getElementById('taken'); // back, by the form or by its key
const back = taken && open().find((item) => `#${item.id}` === location.hash);
if (taken) document.getElementById('live').textContent = taken.textContent;
choose(back ?? open()[0], Boolean(back));
