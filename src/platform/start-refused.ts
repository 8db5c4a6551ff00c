// The one way to refuse a start: an error whose message is a sentence for the person at the console, without a stack.

export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
