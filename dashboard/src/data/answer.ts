/** A question to the server that a component asks as long as it is drawn. */

import { useEffect, useState } from "preact/hooks";
import { ask, Refusal, type Variables } from "../graphql/ask";

export interface Answer<T> {
  /** What was answered last; it stays until the next answer is there. */
  data: T | null;
  /** Why there is no newer answer; null: there is. */
  trouble: Refusal | null;
  loading: boolean;
}

/**
 * The answer to a query, asked anew when its variables change and have rested for `rest` milliseconds. `variables`
 * null: nothing is asked, and there is no answer.
 */
export function useAnswer<T>(query: string, variables: Variables | null, rest = 120): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ data: null, trouble: null, loading: false });
  const key = variables && JSON.stringify(variables);
  useEffect(() => {
    if (key === null) return setAnswer({ data: null, trouble: null, loading: false });
    setAnswer((before) => ({ ...before, loading: true }));
    const abort = new AbortController();
    const timer = setTimeout(() => {
      ask<T>(query, JSON.parse(key), abort.signal).then(
        (data) => setAnswer({ data, trouble: null, loading: false }),
        (reason) => abort.signal.aborted || setAnswer((before) => ({ ...before, trouble: refusal(reason), loading: false })),
      );
    }, rest);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, key]);
  return answer;
}

function refusal(reason: unknown): Refusal {
  return reason instanceof Refusal ? reason : new Refusal(String(reason), "UNREACHABLE");
}
