import { SHOWN_STATES, STATE_WORDS } from "~/features/membership/applications/application.policy";

/** Which applications are listed, as links. */
export const StateFilter = ({ current }: { current: (typeof SHOWN_STATES)[number] }) => (
  <nav aria-label="Which applications">
    <ul className="pn-filters">
      {SHOWN_STATES.map((state) => (
        <li key={state}>
          <a href={`/admin/applications?state=${state}`} aria-current={state === current ? "page" : undefined}>
            {STATE_WORDS[state].label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
