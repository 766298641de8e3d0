import type { ReactNode } from "react";

type Task = { title: string; href?: string; hint?: ReactNode; status: ReactNode };

/** What waits or is left to do, one line each, its state at the end. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul className="nhsuk-task-list">
      {tasks.map(({ title, href, hint, status }) => (
        <li key={title} className={href ? "nhsuk-task-list__item nhsuk-task-list__item--with-link" : "nhsuk-task-list__item"}>
          <div className="nhsuk-task-list__name-and-hint">
            {href ? (
              <a className="nhsuk-task-list__link" href={href}>
                {title}
              </a>
            ) : (
              title
            )}
            {hint ? <div className="nhsuk-task-list__hint">{hint}</div> : null}
          </div>
          <div className="nhsuk-task-list__status">{status}</div>
        </li>
      ))}
    </ul>
  );
}
