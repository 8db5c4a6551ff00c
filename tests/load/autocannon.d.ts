// The part of autocannon that the measurements use; the package brings no types of its own.
declare module 'autocannon' {
  export type CannonRequest = { method?: string; path: string; headers?: Record<string, string>; body?: string };
  export type CannonClient = { setRequests(requests: CannonRequest[]): void };
  export type CannonOptions = {
    url: string;
    connections: number;
    duration: number;
    timeout?: number;
    requests?: CannonRequest[];
    setupClient?: (client: CannonClient) => void;
  };
  export type CannonResult = {
    duration: number;
    errors: number;
    timeouts: number;
    non2xx: number;
    '2xx': number;
    latency: { p50: number; p99: number };
  };
  export default function autocannon(options: CannonOptions): Promise<CannonResult>;
}
