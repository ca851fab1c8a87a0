/** One of several, or any of them. */

interface Props {
  label: string;
  /** The one chosen; null: any. */
  value: string | null;
  /** The word for any; without it one must be chosen. */
  any?: string;
  options: [value: string, name: string][];
  choose: (value: string | null) => void;
}

export function Choice({ label, value, any, options, choose }: Props) {
  return (
    <label class="choice">
      <span>{label}</span>
      <select value={value ?? ""} onChange={(event) => choose(event.currentTarget.value || null)}>
        {any && <option value="">{any}</option>}
        {options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
        {value && !options.some(([one]) => one === value) && <option value={value}>{value}</option>}
      </select>
    </label>
  );
}
