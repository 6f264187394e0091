// What htmx does in place is done plainly where that fails: links are followed, votes are sent.
const linkOf = (event) => event.detail.ctx?.sourceElement?.closest?.('a[href]:not([data-asked])');
const voteOf = (event) => event.detail.ctx?.sourceElement?.closest?.('.comment__tools form');

const plainly = (event) => {
  const link = linkOf(event);
  if (link) location.assign(link.href);
  else voteOf(event)?.submit();
};

document.addEventListener('click', (event) => {
  const wantsTab = event.ctrlKey || event.metaKey || event.shiftKey;
  // htmx would cancel the click, and no tab would open.
  if (wantsTab && event.target.closest('a[href]')) event.stopImmediatePropagation();
}, true);

document.addEventListener('htmx:error', plainly);

document.addEventListener('htmx:before:swap', (event) => {
  const { ctx, tasks } = event.detail;
  const isLink = linkOf(event);
  if (!isLink && !voteOf(event)) return;
  // A refusal, or a page without what was asked for.
  const isWanted = isLink
    ? ctx.response?.status < 400 && tasks.every((task) => task.fragment?.childElementCount)
    : tasks.some((task) => task.type === 'partial');
  if (isWanted) return;
  event.preventDefault();
  plainly(event);
});
