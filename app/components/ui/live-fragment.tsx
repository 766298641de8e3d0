import type { ReactNode } from "react";

type Props = {
  /** The address that answers the same content as a fragment, with an ETag. */
  href: string;
  /** The page it stands on: without scripts, asked again by hand. */
  page: string;
  /** Milliseconds between two questions. */
  every?: number;
  children: ReactNode;
};

/** Content that follows long work. The fragment says that it is over with `data-finished`. */
export const LiveFragment = ({ href, page, every = 2000, children }: Props) => (
  <>
    <div data-island="poll-fragment" data-fragment={href} data-every={every}>
      {children}
    </div>
    <noscript>
      <p>
        <a href={page}>Show how far it is now</a>
      </p>
    </noscript>
  </>
);
