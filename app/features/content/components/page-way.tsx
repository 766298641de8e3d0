import { editPath } from "~/features/content/pages/edit-path";

export type Step = { code: string; title: string };

type Props = { home: Step | null; way: readonly Step[]; opened: (code?: string) => string; links?: boolean };

/** The way down the tree to what is open, each step with what closes it again. */
export const PageWay = ({ home, way, opened, links = true }: Props) => (
  <nav aria-label="What is open">
    <ul className="pn-way">
      <li>{way.length > 0 ? <a href={opened()}>All pages</a> : <strong aria-current="true">{home ? "All pages" : "Pages"}</strong>}</li>
      {links && home && way.length === 0 ? (
        <li>
          <a href={editPath(home.code)}>{home.title}</a> (the home page)
        </li>
      ) : null}
      {way.map(({ code, title }, index) => {
        const isLast = index === way.length - 1;
        return (
          <li key={code}>
            {isLast ? <strong aria-current="true">{title}</strong> : <a href={opened(code)}>{title}</a>}
            {isLast ? (
              <>
                {" "}
                {links ? (
                  <>
                    <a href={editPath(code)}>
                      See the page<span className="nhsuk-u-visually-hidden"> {title}</span>
                    </a>{" "}
                    ·{" "}
                  </>
                ) : null}
                <a href={opened(way[index - 1]?.code)}>
                  Close<span className="nhsuk-u-visually-hidden"> {title}</span>
                </a>
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
  </nav>
);
