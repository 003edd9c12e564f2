/**
 * Shows one stack at a time where there are several, and keeps which one in the address of the page.
 *
 * @param {HTMLElement[]} articles
 * @param {(index: number) => void} open told which stack is shown
 */
export function stacks(articles, open) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".stacks a")]);
  const show = () => {
    const named = articles.findIndex((article) => `#${article.id}` === location.hash);
    // The riskiest one first: nobody should have to look for it.
    const first = articles.findIndex((article) => article.dataset.opens !== undefined);
    const index = Math.max(0, named >= 0 ? named : first);
    articles.forEach((article, other) => {
      article.hidden = other !== index;
    });
    links.forEach((link, other) => {
      if (other === index) {
        link.setAttribute("aria-current", "true");
      } else {
        link.removeAttribute("aria-current");
      }
    });
    open(index);
  };
  addEventListener("hashchange", show);
  // Paper shows them all.
  addEventListener("beforeprint", () => {
    articles.forEach((article, index) => {
      article.hidden = false;
      open(index);
    });
  });
  addEventListener("afterprint", show);
  show();
}
