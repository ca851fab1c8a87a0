/** Values that were used last, by key. A promise that fails is forgotten, so that it is asked again. */

export class Recent<T extends Promise<unknown>> {
  private readonly kept = new Map<string, T>();

  constructor(private readonly most: number) {}

  peek(key: string): T | undefined {
    return this.kept.get(key);
  }

  get(key: string, make: () => T): T {
    const value = this.kept.get(key) ?? make();
    this.kept.delete(key);
    this.kept.set(key, value);
    value.catch(() => this.kept.delete(key));
    const [oldest] = this.kept.keys();
    if (this.kept.size > this.most) this.kept.delete(oldest!);
    return value;
  }
}
