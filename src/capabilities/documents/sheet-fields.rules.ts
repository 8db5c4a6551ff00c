// What sheets and columns may be called, in either language, and what their cells hold: one list for import and export.

export type FieldKind = 'text' | 'integer' | 'number' | 'date' | 'boolean' | 'list' | 'choice';
export type Words = { zh: string; en: string };

export type Field = {
  key: string;
  kind: FieldKind;
  /** The first Chinese word is the one that exports could show; all are read. */
  words: readonly string[];
  choices?: Readonly<Record<string, readonly string[]>>;
  width?: number;
  /** Longest text. */
  most?: number;
  /** Shown by exports, without effect when read again. */
  shownOnly?: boolean;
};

export type EntityName =
  | 'levels'
  | 'units'
  | 'people'
  | 'posts'
  | 'roles'
  | 'sectors'
  | 'disciplines'
  | 'professors'
  | 'closedDays'
  | 'items'
  | 'nodes'
  | 'indicators';

export type Entity = {
  name: EntityName;
  words: readonly string[];
  fields: readonly Field[];
  required: readonly string[];
};
export type ImportKind = 'organisation' | 'plan';

const NAME = 200;
const LONG = 20_000;
const text = (key: string, words: readonly string[], width = 16, most = NAME): Field => ({
  key,
  kind: 'text',
  words,
  width,
  most,
});
const of = (kind: FieldKind, key: string, words: readonly string[], width = 12): Field => ({ key, kind, words, width });
const choice = (key: string, words: readonly string[], choices: Field['choices'] = {}, width = 14): Field => ({
  key,
  kind: 'choice',
  words,
  choices,
  width,
});

const names = (): Field[] => [
  text('name', ['名称', '姓名', '中文名称', 'name (Chinese)'], 28),
  text('nameEn', ['英文名称', '英文名', '英文姓名', 'English name', 'name in English'], 40),
];
const code = (): Field => text('code', ['编码', '代码', '编号'], 14, 60);
const account = (): Field => text('account', ['账号', '工号', '用户账号', 'person', 'person account'], 18);
const span = (): Field[] => [
  of('date', 'from', ['开始日期', '起', '任职日期', '起始日期', 'since']),
  of('date', 'to', ['结束日期', '止', '免职日期', 'until']),
];

const LEVEL_KINDS = {
  school: ['学校', '单位'],
  leader: ['校领导', '分管领导', '领导'],
  department: ['职能部门', '部门'],
  college: ['学院', '专业学院'],
  professor: ['责任教授'],
  team: ['团队'],
  person: ['个人', '责任人'],
};
const UNIT_KINDS = {
  leadership: ['领导班子', '校领导', '学校'],
  office: ['办公室', '督办机构'],
  department: ['职能部门', '部门', '处室'],
  college: ['学院'],
  discipline: ['学科', '系', '学科专业'],
  team: ['团队', '课题组'],
};
const ROLES = {
  office: ['督办办公室', '办公室', '经办'],
  supervisor: ['督办', '督查', '督办人'],
  auditor: ['审计', '审计员'],
  administrator: ['管理员', '系统管理员'],
};
const HORIZONS = {
  five_year: ['五年规划', '五年', 'five-year', 'five year'],
  mid_term: ['中期目标', '中期', 'mid-term', 'mid term'],
  annual: ['年度', '年度重点工作', '年度重点'],
  task: ['任务', '事项'],
};
const SOURCES = {
  plan: ['规划', '计划'],
  meeting: ['会议'],
  instruction: ['批示'],
  superior_document: ['上级文件', "superior's document"],
  proposal: ['建议'],
};
const FREQUENCIES = {
  week: ['每周', '周', 'weekly'],
  month: ['每月', '月', 'monthly'],
  quarter: ['每季度', '季度', '季', 'quarterly'],
};
const POLARITIES = { up: ['越高越好', '正向', 'rising'], down: ['越低越好', '逆向', 'falling'], band: ['区间'] };
const RULES = { sum: ['求和', '合计'], mean: ['平均'], max: ['最大'], min: ['最小'], none: ['不汇总', '无'] };
const LANGUAGES = { 'zh-CN': ['中文', '简体中文', 'Chinese', 'zh'], en: ['英文', 'English'] };

const organisation: Entity[] = [
  {
    name: 'levels',
    words: ['责任层级', '层级', 'level'],
    required: ['rank'],
    fields: [
      of('integer', 'rank', ['级次', '序号', 'level']),
      choice('kind', ['类型', '层级类型'], LEVEL_KINDS),
      ...names(),
    ],
  },
  {
    name: 'units',
    words: ['组织单元', '组织机构', '单位', '机构', 'unit', 'organisation', 'organization'],
    required: ['code'],
    fields: [
      code(),
      ...names(),
      choice('kind', ['类型', '单位类型'], UNIT_KINDS),
      text('parentCode', ['上级编码', '上级单位', '上级单位编码', 'parent', 'parent unit']),
      text(
        'leaderInCharge',
        ['分管领导', '分管校领导', '分管领导账号', 'leader in charge', 'leaderInChargeAccount'],
        18,
      ),
    ],
  },
  {
    name: 'people',
    words: ['人员', '教职工', 'person', 'persons', 'staff'],
    required: ['account'],
    fields: [
      account(),
      ...names(),
      text('email', ['邮箱', '电子邮箱', 'e-mail', 'mail'], 30),
      choice('language', ['语言'], LANGUAGES),
      of('boolean', 'active', ['在用', '启用']),
    ],
  },
  {
    name: 'posts',
    words: ['任职', '职务', 'post', 'appointments'],
    required: ['account', 'unitCode', 'level'],
    fields: [
      account(),
      text('unitCode', ['单位编码', '所在单位', '单位', 'unit']),
      of('integer', 'level', ['层级', '责任层级', 'rank']),
      text('title', ['职务', '职务名称', '岗位'], 24),
      text('titleEn', ['英文职务', '职务英文', 'English title', 'title in English'], 34),
      of('boolean', 'head', ['负责人', '是否负责人', '主要负责人', 'is head'], 8),
      ...span(),
      of('boolean', 'acting', ['代理', '主持工作', '是否代理'], 8),
      { ...text('state', ['状态']), shownOnly: true },
      { ...text('successor', ['接任人', '接任人账号']), shownOnly: true },
    ],
  },
  {
    name: 'roles',
    words: ['授权', '角色', 'role', 'role grants'],
    required: ['account', 'role'],
    fields: [
      account(),
      choice('role', ['角色', '授权'], ROLES),
      ...span(),
      { ...text('state', ['状态']), shownOnly: true },
    ],
  },
  {
    name: 'sectors',
    words: ['板块', 'sector'],
    required: ['code'],
    fields: [
      code(),
      ...names(),
      text('leader', ['牵头领导', '板块领导', '牵头领导账号', 'leaderAccount'], 18),
      text('leadUnitCode', ['牵头单位', '牵头单位编码', 'lead unit']),
    ],
  },
  { name: 'disciplines', words: ['学科专业', '学科', 'discipline'], required: ['code'], fields: [code(), ...names()] },
  {
    name: 'professors',
    words: ['责任教授', 'responsible professors', 'professor'],
    required: ['disciplineCode', 'account'],
    fields: [
      text('disciplineCode', ['学科编码', '学科', '学科专业', 'discipline']),
      account(),
      ...span(),
      text('delegate', ['受托人', '受托人账号', 'delegateAccount'], 18),
    ],
  },
  {
    name: 'closedDays',
    words: ['停工日', '校历停课日', 'closed days'],
    required: ['day'],
    fields: [of('date', 'day', ['日期', 'date']), ...names()],
  },
];

const plan: Entity[] = [
  {
    name: 'items',
    words: ['事项', '计划', '任务', 'item', 'plan', 'tasks'],
    required: [],
    fields: [
      code(),
      text('parentCode', ['上级编码', '上级事项', '上级事项编码', '父级编码', 'parent'], 14, 60),
      choice('horizon', ['期限'], HORIZONS),
      of('integer', 'level', ['层级', '责任层级', 'rank'], 8),
      text('title', ['事项名称', '标题', '名称', '任务名称', 'name'], 44, 1000),
      text('titleEn', ['英文名称', '英文标题', 'English title', 'nameEn'], 54, 1000),
      text('requirement', ['工作要求', '要求'], 36, LONG),
      text('requirementEn', ['英文要求', '要求（英文）', 'requirement in English'], 36, LONG),
      text('standard', ['完成标准', '标准'], 36, LONG),
      text('standardEn', ['英文标准', '完成标准（英文）', 'standard in English'], 36, LONG),
      text('leadUnitCode', ['牵头单位', '牵头单位编码', '责任单位', 'lead unit']),
      text(
        'responsible',
        ['责任人', '责任人账号', 'responsible person', 'responsiblePerson', 'responsibleAccount', 'account'],
        18,
      ),
      of('boolean', 'interim', ['暂代', '临时负责']),
      of('list', 'coUnitCodes', ['配合单位', '配合单位编码', 'co-units', 'coUnits'], 16),
      of('list', 'coUnitShares', ['配合份额', '份额', 'shares'], 14),
      of('list', 'coUnitAccounts', ['配合单位责任人', 'co-unit persons'], 18),
      text('sectorCode', ['板块', '板块编码', 'sector']),
      text('disciplineCode', ['学科专业', '学科', '学科编码', 'discipline']),
      text('leaderInCharge', ['分管领导', '分管校领导', 'leader in charge', 'leaderInChargeAccount'], 18),
      text('supervisor', ['督办人', '督查人', 'supervisorAccount'], 18),
      choice('source', ['来源'], SOURCES, 18),
      of('integer', 'priority', ['优先级'], 8),
      of('number', 'weight', ['权重'], 8),
      of('number', 'ownNodesWeight', ['自身节点权重', '节点权重占比', 'own nodes weight'], 10),
      of('date', 'start', ['开始日期', '开始', '起始日期', 'start date']),
      of('date', 'due', ['完成时限', '截止日期', '完成日期', '时限', 'due date', 'deadline']),
      choice('frequency', ['报送频率', '反馈频率', 'report frequency'], FREQUENCIES),
      of('integer', 'plannedMinutes', ['计划用时', '计划用时（分钟）', 'planned minutes']),
      text('resources', ['所需资源', '资源'], 20, 2000),
      of('boolean', 'placeholder', ['占位', '占位事项']),
      of('list', 'tags', ['标签']),
      text('gapReason', ['差额理由', '差额说明', 'reason for the gap'], 30, LONG),
      { ...text('state', ['状态']), shownOnly: true },
    ],
  },
  {
    name: 'nodes',
    words: ['关键节点', '节点', 'node', 'milestones'],
    required: ['itemCode', 'title', 'date'],
    fields: [
      text('itemCode', ['事项编码', '事项', 'item'], 14, 60),
      text('title', ['节点名称', '名称', '标题', 'name'], 30),
      text('titleEn', ['英文名称', 'English title', 'nameEn'], 40),
      of('date', 'date', ['日期', '完成日期', '时间']),
      of('number', 'weight', ['权重'], 8),
    ],
  },
  {
    name: 'indicators',
    words: ['指标', 'indicator'],
    required: ['itemCode', 'name'],
    fields: [
      text('itemCode', ['事项编码', '事项', 'item'], 14, 60),
      text('code', ['指标编码', '编码', '代码'], 18, 60),
      text('name', ['指标名称', '名称'], 28, 1000),
      text('nameEn', ['英文名称', 'English name', 'name in English'], 40, 1000),
      text('unit', ['计量单位', '单位', 'unit of measure'], 10, 40),
      of('number', 'base', ['基值', '基期值']),
      of('number', 'commit', ['承诺值']),
      of('number', 'target', ['目标值', '目标']),
      of('number', 'challenge', ['挑战值']),
      of('number', 'bandLow', ['区间下限', 'band low']),
      of('number', 'bandHigh', ['区间上限', 'band high']),
      choice('polarity', ['方向', '指标方向'], POLARITIES),
      choice('rule', ['汇总规则', '分解规则'], RULES),
      text('parentIndicatorCode', ['上级指标编码', '上级指标', 'parent indicator'], 18, 60),
    ],
  },
];

export const ENTITIES: Readonly<Record<ImportKind, readonly Entity[]>> = { organisation, plan };
const ALL = [...organisation, ...plan];

/** Case, spaces and the marks that people put between words make no difference. */
const plain = (word: string): string => word.toLowerCase().replace(/[\s_\-*:：（）()]/g, '');

const isCalled = (word: string, key: string, words: readonly string[]): boolean =>
  plain(word) === plain(key) || words.some((one) => plain(one) === plain(word));

export function findEntity(kind: ImportKind, sheetName: string): Entity | undefined {
  return ENTITIES[kind].find((entity) => isCalled(sheetName, entity.name, entity.words));
}

export const isKnownElsewhere = (sheetName: string): boolean =>
  ALL.some((entity) => isCalled(sheetName, entity.name, entity.words));

/** The field that a header names. A key wins over another field's words. */
export function findField(entity: Entity, header: string): Field | undefined {
  const byKey = entity.fields.find((field) => plain(field.key) === plain(header));
  return byKey ?? entity.fields.find((field) => isCalled(header, field.key, field.words));
}

/** A file of one table whose name says nothing: the entity whose columns the header names best. */
export function guessEntity(kind: ImportKind, header: readonly string[]): Entity {
  const usual = kind === 'plan' ? 'items' : 'people';
  const scored = ENTITIES[kind].map((entity) => {
    const known = header.filter((title) => findField(entity, title)).length;
    const complete = entity.required.every((key) => header.some((title) => findField(entity, title)?.key === key));
    return { entity, score: complete ? known + (entity.name === usual ? 0.5 : 0) : -1 };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  const fallback = ENTITIES[kind].find((entity) => entity.name === usual);
  return best.score > 0 || !fallback ? best.entity : fallback;
}

/** The value that a choice's word stands for. */
export function findChoice(field: Field, word: string): string | undefined {
  return Object.entries(field.choices ?? {}).find(([value, words]) => isCalled(word, value, words))?.[0];
}
