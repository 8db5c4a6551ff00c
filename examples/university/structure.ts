// The shape of the demonstration university: levels, leaders, departments, colleges and sectors.
import { rowsOf } from './rows.ts';

export const TOP_UNIT = { code: 'U', zh: '示范理工大学', en: 'Demonstration University of Technology' } as const;
export const LEADERSHIP_UNIT = { code: 'L', zh: '校领导', en: 'University Leadership' } as const;

export const LEVELS = rowsOf(
  `
1|school|学校|University
2|leader|分管校领导|Leader in charge
3|department|职能部门|Functional department
4|college|专业学院|Professional college
5|professor|责任教授|Responsible professor
6|person|个人|Person
`,
  4,
).map(([rank, kind, name, nameEn]) => ({ rank: Number(rank), kind, name, nameEn }));

export interface Leader {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly account: string;
  readonly level: number;
  readonly head: boolean;
  readonly title: string;
  readonly titleEn: string;
}

// key | name | name in English | account | level | head of | title | title in English
export const LEADERS: readonly Leader[] = rowsOf(
  `
president|顾鸣原|Gu Mingyuan|gumingyuan1|1|yes|校长|President
chair|岑柏舟|Cen Bozhou|cenbozhou1|1|no|校务委员会主任|Chair of the University Council
executive|闻若川|Wen Ruochuan|wenruochuan1|1|no|常务副校长|Executive Vice President
teaching|陆清和|Lu Qinghe|luqinghe1|2|no|副校长（本科教育）|Vice President, Undergraduate Education
graduate|蒋思衡|Jiang Siheng|jiangsiheng1|2|no|副校长（研究生教育）|Vice President, Graduate Education
research|裴景岳|Pei Jingyue|peijingyue1|2|yes|副校长（科学研究）|Vice President, Research
talent|宁致君|Ning Zhijun|ningzhijun1|2|no|副校长（师资队伍）|Vice President, Faculty
liberal|温知夏|Wen Zhixia|wenzhixia1|2|no|副校长（文科建设）|Vice President, Liberal Arts
international|骆亦凡|Luo Yifan|luoyifan1|2|no|副校长（国际合作）|Vice President, International Affairs
student|崔允恒|Cui Yunheng|cuiyunheng1|2|no|副校长（学生工作）|Vice President, Student Affairs
finance|童静姝|Tong Jingshu|tongjingshu1|2|no|总会计师|Chief Financial Officer
campus|施望舒|Shi Wangshu|shiwangshu1|2|no|副校长（校园与保障）|Vice President, Campus and Services
`,
  8,
).map((row) => {
  const [key, name, nameEn, account, level, head, title, titleEn] = row as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return { key, name, nameEn, account, level: Number(level), head: head === 'yes', title, titleEn };
});

export interface UnitPlan {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly leader: string;
  readonly short: string;
  readonly shortEn: string;
  readonly headTitle: string;
  readonly headTitleEn: string;
}

const unitPlans = (table: string): UnitPlan[] =>
  rowsOf(table, 8).map((row) => {
    const [code, zh, en, leader, short, shortEn, headTitle, headTitleEn] = row as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    return { code, zh, en, leader, short, shortEn, headTitle, headTitleEn };
  });

// code | name | leader in charge | short name | the head's title
export const DEPARTMENTS: readonly UnitPlan[] = unitPlans(`
D01|学校办公室|University Office|executive|校办|University Office|主任|Director
D02|发展规划处|Office of Strategic Planning|executive|规划处|Planning|处长|Director
D03|学科建设办公室|Office of Discipline Development|executive|学科办|Discipline Development|主任|Director
D04|人事处|Human Resources Office|talent|人事处|Human Resources|处长|Director
D05|教务处|Office of Undergraduate Studies|teaching|教务处|Undergraduate Studies|处长|Director
D06|研究生院|Graduate School|graduate|研究生院|Graduate School|常务副院长|Executive Dean
D07|科学技术研究院|Office of Science and Technology|research|科研院|Science and Technology|院长|Director
D08|人文社会科学处|Office of Humanities and Social Sciences|liberal|文科处|Humanities and Social Sciences|处长|Director
D09|技术转移中心|Technology Transfer Centre|research|转移中心|Technology Transfer|主任|Director
D10|学生工作处|Office of Student Affairs|student|学工处|Student Affairs|处长|Director
D11|招生就业处|Office of Admissions and Careers|student|招就处|Admissions and Careers|处长|Director
D12|国际合作处|Office of International Affairs|international|国际处|International Affairs|处长|Director
D13|财务处|Finance Office|finance|财务处|Finance|处长|Director
D14|审计处|Audit Office|finance|审计处|Audit|处长|Director
D15|资产与实验室管理处|Office of Assets and Laboratories|campus|资产处|Assets and Laboratories|处长|Director
D16|基建处|Office of Campus Construction|campus|基建处|Campus Construction|处长|Director
D17|后勤保障处|Campus Services Office|campus|后勤处|Campus Services|处长|Director
D18|保卫处|Campus Safety Office|campus|保卫处|Campus Safety|处长|Director
D19|信息化与网络中心|Information Technology Centre|executive|网信中心|Information Technology|主任|Director
D20|图书馆|University Library|graduate|图书馆|Library|馆长|Librarian
D21|校友与基金会办公室|Office of Alumni and Foundation|international|校友办|Alumni and Foundation|主任|Director
`);

export const COLLEGES: readonly UnitPlan[] = unitPlans(`
C01|机械与车辆工程学院|School of Mechanical and Vehicle Engineering|research|机械与车辆学院|Mechanical and Vehicle Engineering|院长|Dean
C02|航空航天学院|School of Aerospace Engineering|research|航空航天学院|Aerospace|院长|Dean
C03|光电学院|School of Optics and Photonics|research|光电学院|Optics and Photonics|院长|Dean
C04|信息与电子学院|School of Information and Electronics|teaching|信息与电子学院|Information and Electronics|院长|Dean
C05|自动化学院|School of Automation|teaching|自动化学院|Automation|院长|Dean
C06|计算机学院|School of Computer Science|teaching|计算机学院|Computer Science|院长|Dean
C07|网络空间安全学院|School of Cyberspace Security|executive|网安学院|Cyberspace Security|院长|Dean
C08|材料学院|School of Materials|research|材料学院|Materials|院长|Dean
C09|化学与化工学院|School of Chemistry and Chemical Engineering|graduate|化学与化工学院|Chemistry and Chemical Engineering|院长|Dean
C10|能源与动力工程学院|School of Energy and Power Engineering|graduate|能动学院|Energy and Power|院长|Dean
C11|土木与交通工程学院|School of Civil and Transportation Engineering|campus|土木与交通学院|Civil and Transportation|院长|Dean
C12|环境与安全工程学院|School of Environment and Safety Engineering|campus|环安学院|Environment and Safety|院长|Dean
C13|物理学院|School of Physics|graduate|物理学院|Physics|院长|Dean
C14|数学与统计学院|School of Mathematics and Statistics|teaching|数学与统计学院|Mathematics and Statistics|院长|Dean
C15|生命学院|School of Life Science|talent|生命学院|Life Science|院长|Dean
C16|管理与经济学院|School of Management and Economics|liberal|管理与经济学院|Management and Economics|院长|Dean
C17|人文与社会科学学院|School of Humanities and Social Sciences|liberal|人文学院|Humanities and Social Sciences|院长|Dean
C18|法学院|School of Law|liberal|法学院|Law|院长|Dean
C19|外国语学院|School of Foreign Languages|international|外语学院|Foreign Languages|院长|Dean
C20|设计与艺术学院|School of Design and Arts|liberal|设计与艺术学院|Design and Arts|院长|Dean
C21|医学技术学院|School of Medical Technology|talent|医学技术学院|Medical Technology|院长|Dean
C22|未来技术学院|School of Future Technology|executive|未来技术学院|Future Technology|院长|Dean
`);

// code | name | leader | lead unit
export const SECTORS = rowsOf(
  `
S1|人才培养|Education|teaching|D05
S2|科技创新|Research and Innovation|research|D07
S3|学科与队伍|Disciplines and Faculty|talent|D03
S4|文科建设|Liberal Arts|liberal|D08
S5|开放合作|Openness and Partnership|international|D12
S6|学生成长|Student Life|student|D10
S7|治理与资源|Governance and Resources|finance|D02
S8|校园与数字化|Campus and Digitalisation|campus|D19
`,
  5,
).map((row) => {
  const [code, name, nameEn, leader, leadUnitCode] = row as [string, string, string, string, string];
  return { code, name, nameEn, leader, leadUnitCode };
});

/** Laboratories and project groups under disciplines get names from these words. */
export const TEAM_WORDS = rowsOf(
  `
课题组|Research Group
青年团队|Early-Career Team
教学团队|Teaching Team
`,
  2,
);
