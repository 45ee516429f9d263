/** Room between a menu and its button. */
const GAP_PX = 4;
/** No menu comes nearer to the edge of the window. */
const MARGIN_PX = 8;

/**
 * Puts an open menu below its button, or above it where there is no room below; never outside the window, and never cut
 * off by a list that scrolls.
 * @param align which edges stand one below the other
 */
export function placeMenu(menu: HTMLElement, button: HTMLElement, align: 'start' | 'end'): void {
  const at = button.getBoundingClientRect();
  const wanted = align === 'start' ? at.left : at.right - menu.offsetWidth;
  const left = Math.max(MARGIN_PX, Math.min(wanted, innerWidth - MARGIN_PX - menu.offsetWidth));
  const below = at.bottom + GAP_PX;
  const fits = below + menu.offsetHeight <= innerHeight - MARGIN_PX;
  const top = fits ? below : Math.max(MARGIN_PX, at.top - GAP_PX - menu.offsetHeight);
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}
