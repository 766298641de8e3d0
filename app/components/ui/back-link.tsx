/** The way back from a step of a journey, in place of breadcrumbs. */
export const BackLink = ({ href, children = "Back" }: { href: string; children?: string }) => (
  <a className="pn-back" href={href}>
    {children}
  </a>
);
