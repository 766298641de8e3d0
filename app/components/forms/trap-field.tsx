/** A box that people do not see and programs fill in. What comes with something in it is answered like any other, and forgotten. */
export const TrapField = ({ name }: { name: string }) => (
  <div hidden>
    <label htmlFor={name}>Leave this empty</label>
    <input id={name} name={name} type="text" tabIndex={-1} autoComplete="off" />
  </div>
);
