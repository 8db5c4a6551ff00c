// Binds institution's endpoints to its use cases.
import type { FastifyInstance } from 'fastify';
import { createBinder } from '../../platform/http/bind.ts';
import type { IdentityDeps } from '../identity/identity.routes.ts';
import { createOpenScope } from '../identity/open-scope.ts';
import * as calendar from './calendar.actions.ts';
import * as delegations from './delegations.actions.ts';
import * as groups from './groups.actions.ts';
import * as contract from './institution.contract.ts';
import * as levels from './levels.actions.ts';
import * as people from './people.actions.ts';
import * as posts from './posts.actions.ts';
import { changeSettings, readSettings } from './settings.actions.ts';
import * as units from './units.actions.ts';

/** For DELETE, which answers nothing. */
const nothing = async (work: Promise<void>): Promise<null> => {
  await work;
  return null;
};

export function addInstitutionRoutes(app: FastifyInstance, deps: IdentityDeps): void {
  const bind = createBinder(app, createOpenScope(deps));

  bind(contract.levels.list, (scope, { query }) => levels.listLevels(scope, query));
  bind(contract.levels.read, (scope, { params }) => levels.readLevel(scope, params.id));
  bind(contract.levels.create, (scope, { body }) => levels.addLevel(scope, body));
  bind(contract.levels.change, (scope, { params, body }, { ifMatch }) =>
    levels.changeLevel(scope, params.id, body, ifMatch),
  );
  bind(contract.levels.remove, (scope, { params }, { ifMatch }) =>
    nothing(levels.removeLevel(scope, params.id, ifMatch)),
  );

  bind(contract.units.list, (scope, { query }) => units.listUnits(scope, query, query));
  bind(contract.units.read, (scope, { params }) => units.readUnit(scope, params.id));
  bind(contract.units.create, (scope, { body }) => units.addUnit(scope, body));
  bind(contract.units.change, (scope, { params, body }, { ifMatch }) =>
    units.changeUnit(scope, params.id, body, ifMatch),
  );
  bind(contract.units.remove, (scope, { params }, { ifMatch }) => nothing(units.removeUnit(scope, params.id, ifMatch)));

  bind(contract.people.list, (scope, { query }) => people.listPeople(scope, query, query));
  bind(contract.people.read, (scope, { params }) => people.readPerson(scope, params.id));
  bind(contract.people.create, (scope, { body }) => people.addPerson(scope, body));
  bind(contract.people.change, (scope, { params, body }, { ifMatch }) =>
    people.changePerson(scope, params.id, body, ifMatch),
  );
  bind(contract.people.remove, (scope, { params }, { ifMatch }) =>
    nothing(people.removePerson(scope, params.id, ifMatch)),
  );

  bind(contract.posts.list, (scope, { query }) => posts.listPosts(scope, query, query));
  bind(contract.posts.read, (scope, { params }) => posts.readPost(scope, params.id));
  bind(contract.posts.create, async (scope, { body }, exchange) => {
    const post = await posts.addPost(scope, body);
    exchange.answerWith(post.state === 'proposed' ? 202 : 201);
    return post;
  });
  bind(contract.posts.change, (scope, { params, body }, { ifMatch }) =>
    posts.changePost(scope, params.id, body, ifMatch),
  );
  bind(contract.posts.remove, (scope, { params }, { ifMatch }) => nothing(posts.removePost(scope, params.id, ifMatch)));
  bind(contract.confirmPost, (scope, { params }, { ifMatch }) => posts.confirmPost(scope, params.id, ifMatch));

  bind(contract.sectors.list, (scope, { query }) => groups.listSectors(scope, query));
  bind(contract.sectors.read, (scope, { params }) => groups.readSector(scope, params.id));
  bind(contract.sectors.create, (scope, { body }) => groups.addSector(scope, body));
  bind(contract.sectors.change, (scope, { params, body }, { ifMatch }) =>
    groups.changeSector(scope, params.id, body, ifMatch),
  );
  bind(contract.sectors.remove, (scope, { params }, { ifMatch }) =>
    nothing(groups.removeSector(scope, params.id, ifMatch)),
  );

  bind(contract.disciplines.list, (scope, { query }) => groups.listDisciplines(scope, query));
  bind(contract.disciplines.read, (scope, { params }) => groups.readDiscipline(scope, params.id));
  bind(contract.disciplines.create, (scope, { body }) => groups.addDiscipline(scope, body));
  bind(contract.disciplines.change, (scope, { params, body }, { ifMatch }) =>
    groups.changeDiscipline(scope, params.id, body, ifMatch),
  );
  bind(contract.disciplines.remove, (scope, { params }, { ifMatch }) =>
    nothing(groups.removeDiscipline(scope, params.id, ifMatch)),
  );

  bind(contract.delegations.list, (scope, { query }) => delegations.listDelegations(scope, query));
  bind(contract.delegations.read, (scope, { params }) => delegations.readDelegation(scope, params.id));
  bind(contract.delegations.create, (scope, { body }) => delegations.addDelegation(scope, body));
  bind(contract.delegations.change, (scope, { params, body }, { ifMatch }) =>
    delegations.changeDelegation(scope, params.id, body, ifMatch),
  );
  bind(contract.delegations.remove, (scope, { params }, { ifMatch }) =>
    nothing(delegations.removeDelegation(scope, params.id, ifMatch)),
  );

  bind(contract.closedDays.list, (scope, { query }) => calendar.listClosedDays(scope, query));
  bind(contract.closedDays.read, (scope, { params }) => calendar.readClosedDay(scope, params.id));
  bind(contract.closedDays.create, (scope, { body }) => calendar.addClosedDay(scope, body));
  bind(contract.closedDays.change, (scope, { params, body }, { ifMatch }) =>
    calendar.changeClosedDay(scope, params.id, body, ifMatch),
  );
  bind(contract.closedDays.remove, (scope, { params }, { ifMatch }) =>
    nothing(calendar.removeClosedDay(scope, params.id, ifMatch)),
  );

  bind(contract.readSettings, (scope, { query }) => readSettings(scope, query.on ?? scope.today));
  bind(contract.changeSettings, (scope, { body }) => changeSettings(scope, body));
  bind(contract.readCalendar, (scope, { query }) => calendar.readCalendar(scope, query.from, query.to));
}
