import { subjectPath } from "~/features/people/components/subject-links";
import type { GuidanceOfSubject } from "../types";
import { PageList } from "./page-list";

type Props = { index: readonly GuidanceOfSubject[] };

const idOf = ({ slug }: GuidanceOfSubject) => (slug ? `subject-${slug}` : "no-subject");
const nameOf = ({ name }: GuidanceOfSubject) => name || "Other guidance";

/** What guidance there is about, each part one step away. */
export const Subjects = ({ index }: Props) => (
  <nav className="pn-contents" aria-labelledby="subjects">
    <h2 id="subjects">Subjects</h2>
    <ul>
      {index.map((group) => (
        <li key={idOf(group)}>
          <a href={`#${idOf(group)}`}>{nameOf(group)}</a>
        </li>
      ))}
    </ul>
  </nav>
);

/** All guidance, by its subjects: what is about two of them is under both. */
export const GuidanceIndex = ({ index }: Props) =>
  index.map((group) => (
    <section key={idOf(group)} aria-labelledby={idOf(group)}>
      <h2 id={idOf(group)}>{group.slug ? <a href={subjectPath(group.slug)}>{group.name}</a> : nameOf(group)}</h2>
      <PageList pages={group.pages} />
    </section>
  ));
