import { PAGE_STATES, type PageState } from "~/features/content/pages/page.policy";
import { STATE_WORDS } from "./state-tags";

type Props = { section: "pages" | "news"; state: PageState | null };

/** Which of the pages are listed; each choice is an address. */
export const PageFilter = ({ section, state }: Props) => (
  <>
    <nav aria-label="Kinds">
      <ul className="pn-acts">
        <Choice href={listPath("pages", null)} isHere={section === "pages"} text="Pages" />
        <Choice href={listPath("news", null)} isHere={section === "news"} text="News" />
      </ul>
    </nav>
    <nav aria-label="States">
      <ul className="pn-acts">
        <Choice href={listPath(section, null)} isHere={state === null} text="All" />
        {PAGE_STATES.map((each) => (
          <Choice key={each} href={listPath(section, each)} isHere={state === each} text={STATE_WORDS[each]} />
        ))}
      </ul>
    </nav>
  </>
);

const Choice = ({ href, isHere, text }: { href: string; isHere: boolean; text: string }) => (
  <li>{isHere ? <strong aria-current="true">{text}</strong> : <a href={href}>{text}</a>}</li>
);

/** The list's address; what it starts from is left out. */
export function listPath(section: "pages" | "news", state: PageState | null, after?: string): string {
  const asked = new URLSearchParams({
    ...(section === "news" ? { section } : {}),
    ...(state ? { state } : {}),
    ...(after ? { after } : {}),
  }).toString();
  return asked ? `/admin/content?${asked}` : "/admin/content";
}
