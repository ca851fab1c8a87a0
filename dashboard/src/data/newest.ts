/** One question at a time: what is asked meanwhile waits, and only the newest of it is asked next. */

export function newest<Asked, Answer>(
  read: (asked: Asked) => Promise<Answer>,
  show: (answer: Answer, asked: Asked) => void,
  fail: (reason: unknown) => void,
): (asked: Asked) => void {
  let isBusy = false;
  let waiting: { asked: Asked } | null = null;
  const next = async (asked: Asked): Promise<void> => {
    isBusy = true;
    await read(asked).then((answer) => show(answer, asked), fail);
    isBusy = false;
    const then = waiting;
    waiting = null;
    if (then) void next(then.asked);
  };
  return (asked) => {
    if (isBusy) waiting = { asked };
    else void next(asked);
  };
}
