import type { ReactNode } from "react";

type Picture = { src: string; srcSet: string; width: number; height: number; alternative: string };

/** The front page's highlight: words, and the network's picture beside them where it has one. */
export const Front = ({ picture, children }: { picture: Picture | null; children: ReactNode }) => (
  <div className="pn-front pn-wide">
    <div className="pn-front__words">{children}</div>
    {picture ? (
      <img
        className="pn-front__picture"
        src={picture.src}
        srcSet={picture.srcSet}
        sizes="(min-width: 48em) 30rem, 100vw"
        width={picture.width}
        height={picture.height}
        alt={picture.alternative}
      />
    ) : null}
  </div>
);
