// Invents people: Chinese names with their pinyin, accounts that nobody shares, and some colleagues from abroad.
import type { Chance } from './random.ts';
import { rowsOf } from './rows.ts';

export interface InventedName {
  readonly name: string;
  readonly nameEn: string;
  readonly account: string;
  readonly language: 'zh-CN' | 'en';
}

const syllables = (text: string): [char: string, pinyin: string][] =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => [word.slice(0, 1), word.slice(1)]);

const SURNAMES = syllables(
  `王wang 李li 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 胡hu 朱zhu 高gao 林lin 何he 郭guo 马ma 罗luo 梁liang 宋song 郑zheng
   谢xie 韩han 唐tang 冯feng 于yu 董dong 萧xiao 程cheng 曹cao 袁yuan 邓deng 许xu 傅fu 沈shen 曾zeng 彭peng 吕lv 苏su 卢lu 蒋jiang 蔡cai 贾jia 丁ding 魏wei
   薛xue 叶ye 阎yan 余yu 潘pan 杜du 戴dai 夏xia 钟zhong 汪wang 田tian 任ren 姜jiang 范fan 方fang 石shi 姚yao 谭tan 廖liao 邹zou 熊xiong 金jin 陆lu 郝hao 孔kong
   白bai 崔cui 康kang 邱qiu 秦qin 江jiang 史shi 顾gu 侯hou 邵shao 孟meng 龙long 万wan 段duan 钱qian 汤tang 尹yin 黎li 易yi 常chang 武wu 乔qiao 贺he 赖lai 龚gong 文wen`,
);
const FIRST = syllables(
  `子zi 思si 雨yu 嘉jia 明ming 晓xiao 文wen 志zhi 建jian 海hai 永yong 立li 春chun 秋qiu 一yi 书shu 亦yi 景jing 清qing 安an 承cheng 兆zhao 宇yu 泽ze 若ruo 佳jia 静jing
   雅ya 慧hui 瑞rui 俊jun 浩hao 天tian 启qi 致zhi 弘hong 远yuan 怀huai 令ling 允yun 青qing 昕xin 梓zi 沐mu 维wei 少shao 国guo 广guang 新xin 学xue`,
);
const SECOND = syllables(
  `涵han 远yuan 婷ting 轩xuan 宁ning 琳lin 博bo 磊lei 峰feng 华hua 成cheng 平ping 然ran 舟zhou 彦yan 林lin 川chuan 岚lan 琪qi 瑜yu 哲zhe 航hang 洋yang 松song 柏bai
   霖lin 蕾lei 洁jie 敏min 颖ying 楠nan 凡fan 恒heng 钧jun 韬tao 菲fei 莹ying 钰yu 宸chen 辉hui 鹏peng 斌bin 军jun 伟wei 强qiang 刚gang 毅yi 坤kun 芸yun 萱xuan 怡yi 珂ke 野ye`,
);

// Colleagues from abroad, whose interface is in English.
const ABROAD = rowsOf(
  `
安娜·凯勒|Anna Keller
托马斯·林德|Thomas Lindh
玛丽亚·科斯塔|Maria Costa
大卫·奥康纳|David O'Connor
埃琳娜·彼得罗娃|Elena Petrova
拉维·梅农|Ravi Menon
汉娜·佐默|Hanna Sommer
卢卡·贝尔蒂尼|Luca Bertini
索菲·马尔尚|Sophie Marchand
约翰·哈格里夫|John Hargreave
佐藤直树|Naoki Sato
朴敏雅|Min-ah Park
奥马尔·哈达德|Omar Haddad
格蕾丝·恩杜古|Grace Ndungu
`,
  2,
);

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A source of names in which no name and no account comes twice. */
export const createNames = (chance: Chance, taken: readonly string[]) => {
  const names = new Set<string>();
  const accounts = new Set(taken);
  const accountFor = (pinyin: string): string => {
    const base = pinyin.toLowerCase().replace(/[^a-z]/g, '');
    let number = 1;
    while (accounts.has(`${base}${number}`)) number += 1;
    accounts.add(`${base}${number}`);
    return `${base}${number}`;
  };
  return {
    chinese(): InventedName {
      for (;;) {
        // The square makes the names at the front of the list, the common ones, come oftener.
        const [family, familyPinyin] = SURNAMES[Math.floor(chance.next() ** 2 * SURNAMES.length)] as [string, string];
        const [second, secondPinyin] = chance.pick(SECOND);
        const [first, firstPinyin] = chance.happens(0.82) ? chance.pick(FIRST) : ['', ''];
        const name = family + first + second;
        if (names.has(name) || first === second) continue;
        names.add(name);
        const given = firstPinyin + secondPinyin;
        return {
          name,
          nameEn: `${capital(familyPinyin)} ${capital(given)}`,
          account: accountFor(familyPinyin + given),
          language: 'zh-CN',
        };
      }
    },
    /** The next colleague from abroad; undefined when all are placed. */
    abroad(): InventedName | undefined {
      const [name, nameEn] = ABROAD.find(([candidate]) => !names.has(candidate as string)) ?? [];
      if (!name || !nameEn) return undefined;
      names.add(name);
      return { name, nameEn, account: accountFor(nameEn), language: 'en' };
    },
  };
};
