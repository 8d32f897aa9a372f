/** A stream of server-sent events as a program reads it. */
export interface LiveEvents {
  readonly status: number;
  readonly titles: readonly string[];
  readonly unread: readonly number[];
  readonly lastEventId: string | undefined;
  readonly ended: boolean;
  close(): Promise<void>;
}

/** Follows a stream until it is closed here or there. */
export async function followEvents(url: string, token: string, lastEventId?: string): Promise<LiveEvents> {
  const gone = new AbortController();
  const headers = { authorization: `Bearer ${token}`, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) };
  const response = await fetch(url, { headers, signal: gone.signal });
  const events = new Follower(response.status);
  const following = response.ok && response.body ? events.follow(response.body) : response.text();
  const finished = following.then(
    () => events.end(),
    () => events.end(),
  );
  return Object.assign(events, {
    async close() {
      gone.abort();
      await finished;
    },
  });
}

class Follower {
  readonly titles: string[] = [];
  readonly unread: number[] = [];
  readonly status: number;
  lastEventId: string | undefined;
  ended = false;

  constructor(status: number) {
    this.status = status;
  }

  async follow(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) this.#hear(event);
    }
  }

  end(): void {
    this.ended = true;
  }

  #hear(event: string): void {
    const fields = Object.fromEntries(
      event.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    this.lastEventId = fields['id'] ?? this.lastEventId;
    if (fields['data'] === undefined) return;
    const data = JSON.parse(fields['data']) as { title?: string; unread?: number };
    if (data.title !== undefined) this.titles.push(data.title);
    if (data.unread !== undefined) this.unread.push(data.unread);
  }
}
