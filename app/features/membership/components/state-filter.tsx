import { SHOWN_STATES, STATE_WORDS } from "~/features/membership/applications/application.policy";
import { countInWords } from "~/lib/count-in-words";

type State = (typeof SHOWN_STATES)[number];

/** Which applications are listed, as links, with how many there are. */
export const StateFilter = ({ current, counts }: { current: State; counts: Record<State, number> }) => (
  <nav aria-label="Which applications">
    <ul className="pn-filters">
      {SHOWN_STATES.map((state) => (
        <li key={state}>
          <a href={`/admin/applications?state=${state}`} aria-current={state === current ? "page" : undefined}>
            {STATE_WORDS[state].label} ({countInWords(counts[state])})
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
