// The sixty disciplines of the demonstration university: for each the words from which its people's work is described.
import { rowsOf } from './rows.ts';

export interface Discipline {
  readonly code: string;
  readonly collegeCode: string;
  readonly zh: string;
  readonly en: string;
  readonly topicsZh: readonly string[];
  readonly topicsEn: readonly string[];
  readonly coursesZh: readonly string[];
  readonly coursesEn: readonly string[];
  readonly labZh: string;
  readonly labEn: string;
}

// college | discipline | topics | courses | laboratory, each in Chinese and then in English
const TABLE = `
C01|机械工程|Mechanical Engineering|超精密加工;复杂曲面制造;智能装配|ultra-precision machining;complex-surface manufacturing;intelligent assembly|机械原理;制造技术基础|Theory of Machines;Fundamentals of Manufacturing|精密制造实验室|Precision Manufacturing Laboratory
C01|车辆工程|Vehicle Engineering|混合动力传动;智能驾驶感知;特种底盘|hybrid transmission;perception for automated driving;special-purpose chassis|汽车构造;车辆动力学|Vehicle Structure;Vehicle Dynamics|电动车辆实验室|Electric Vehicle Laboratory
C01|工业工程|Industrial Engineering|生产系统优化;人因工程;质量可靠性|production system optimisation;human factors;quality and reliability|运筹学;工程经济学|Operations Research;Engineering Economics|人因工程实验室|Human Factors Laboratory
C02|航空宇航科学与技术|Aerospace Science and Technology|可重复使用结构;高超声速热防护;空间机构|reusable structures;hypersonic thermal protection;space mechanisms|飞行器总体设计;空气动力学|Aircraft Conceptual Design;Aerodynamics|飞行器结构实验室|Aerospace Structures Laboratory
C02|力学|Mechanics|冲击动力学;多尺度断裂;流固耦合|impact dynamics;multiscale fracture;fluid-structure interaction|理论力学;材料力学|Theoretical Mechanics;Mechanics of Materials|冲击动力学实验室|Impact Dynamics Laboratory
C02|飞行器控制工程|Flight Control Engineering|无人机集群协同;姿态容错控制;自主着陆|cooperative drone swarms;fault-tolerant attitude control;autonomous landing|自动飞行控制;飞行仿真技术|Automatic Flight Control;Flight Simulation|无人系统实验室|Unmanned Systems Laboratory
C03|光学工程|Optical Engineering|自由曲面光学;计算成像;激光雷达|freeform optics;computational imaging;lidar|应用光学;物理光学|Applied Optics;Physical Optics|计算成像实验室|Computational Imaging Laboratory
C03|仪器科学与技术|Instrument Science and Technology|纳米测量;惯性传感;在线检测|nanometrology;inertial sensing;in-line inspection|误差理论;传感器原理|Theory of Errors;Principles of Sensors|精密测量实验室|Precision Metrology Laboratory
C03|测控技术与仪器|Measurement and Control Technology|视觉测量;光纤传感;多源信息融合|vision metrology;fibre-optic sensing;multi-source fusion|测控电路;虚拟仪器|Measurement Circuits;Virtual Instruments|光纤传感实验室|Fibre Sensing Laboratory
C04|信息与通信工程|Information and Communication Engineering|通感一体化;毫米波雷达;卫星互联网|integrated sensing and communication;millimetre-wave radar;satellite internet|信号与系统;通信原理|Signals and Systems;Principles of Communication|雷达信号处理实验室|Radar Signal Processing Laboratory
C04|电子科学与技术|Electronic Science and Technology|太赫兹器件;柔性电子;微波毫米波电路|terahertz devices;flexible electronics;microwave circuits|电磁场理论;半导体物理|Electromagnetic Field Theory;Semiconductor Physics|太赫兹实验室|Terahertz Laboratory
C04|集成电路科学与工程|Integrated Circuit Science and Engineering|存算一体芯片;模拟集成电路;先进封装|compute-in-memory chips;analogue integrated circuits;advanced packaging|数字集成电路设计;微电子工艺|Digital IC Design;Microelectronic Processes|集成电路设计平台|IC Design Platform
C05|控制科学与工程|Control Science and Engineering|群体智能控制;工业过程优化;网络化控制|swarm control;industrial process optimisation;networked control|自动控制原理;现代控制理论|Principles of Automatic Control;Modern Control Theory|复杂系统控制实验室|Complex Systems Control Laboratory
C05|电气工程|Electrical Engineering|电机驱动;柔性直流输电;配电网自愈|motor drives;flexible DC transmission;self-healing distribution networks|电路分析;电力电子技术|Circuit Analysis;Power Electronics|电力电子实验室|Power Electronics Laboratory
C05|导航制导与控制|Navigation, Guidance and Control|惯性导航;组合定位;协同制导|inertial navigation;integrated positioning;cooperative guidance|惯性技术;导航原理|Inertial Technology;Principles of Navigation|组合导航实验室|Integrated Navigation Laboratory
C06|计算机科学与技术|Computer Science and Technology|分布式数据库;图计算系统;异构并行计算|distributed databases;graph computing;heterogeneous parallel computing|数据结构;操作系统|Data Structures;Operating Systems|系统软件实验室|Systems Software Laboratory
C06|软件工程|Software Engineering|形式化验证;开源生态度量;智能化测试|formal verification;open-source ecosystem metrics;intelligent testing|软件体系结构;软件测试|Software Architecture;Software Testing|可信软件实验室|Trustworthy Software Laboratory
C06|人工智能|Artificial Intelligence|多模态大模型;具身智能;可解释学习|multimodal foundation models;embodied intelligence;explainable learning|机器学习;自然语言处理|Machine Learning;Natural Language Processing|智能计算实验室|Intelligent Computing Laboratory
C07|网络空间安全|Cyberspace Security|数据跨境安全;漏洞自动挖掘;工控安全|cross-border data security;automated vulnerability discovery;industrial control security|网络攻防技术;信息安全数学基础|Network Attack and Defence;Mathematics for Information Security|网络攻防实验室|Network Security Range
C07|密码科学与技术|Cryptology|后量子密码;隐私计算;轻量级密码|post-quantum cryptography;privacy-preserving computation;lightweight ciphers|密码学;密码工程|Cryptography;Cryptographic Engineering|密码工程实验室|Cryptographic Engineering Laboratory
C08|材料科学与工程|Materials Science and Engineering|轻质高强合金;高熵陶瓷;材料基因组|light high-strength alloys;high-entropy ceramics;materials genome|材料科学基础;固体物理|Fundamentals of Materials Science;Solid State Physics|先进结构材料实验室|Advanced Structural Materials Laboratory
C08|纳米科学与工程|Nanoscience and Engineering|二维材料器件;纳米催化;超分子组装|two-dimensional devices;nanocatalysis;supramolecular assembly|纳米材料导论;表面与界面|Introduction to Nanomaterials;Surfaces and Interfaces|纳米表征平台|Nano-characterisation Platform
C08|高分子材料与工程|Polymer Materials and Engineering|阻燃高分子;可降解塑料;弹性体复合|flame-retardant polymers;degradable plastics;elastomer composites|高分子化学;高分子物理|Polymer Chemistry;Polymer Physics|阻燃材料实验室|Flame-Retardant Materials Laboratory
C09|化学|Chemistry|团簇化学;光电功能分子;原位谱学|cluster chemistry;optoelectronic molecules;in-situ spectroscopy|无机化学;物理化学|Inorganic Chemistry;Physical Chemistry|光电转换材料实验室|Photoelectric Conversion Materials Laboratory
C09|化学工程与技术|Chemical Engineering and Technology|二氧化碳转化;膜分离;过程强化|carbon dioxide conversion;membrane separation;process intensification|化工原理;反应工程|Unit Operations;Reaction Engineering|绿色化工实验室|Green Chemical Engineering Laboratory
C09|制药工程|Pharmaceutical Engineering|连续流合成;药物晶型;手性催化|continuous-flow synthesis;drug polymorphs;chiral catalysis|药物合成;制药工艺学|Drug Synthesis;Pharmaceutical Technology|药物合成实验室|Drug Synthesis Laboratory
C10|动力工程及工程热物理|Power Engineering and Thermophysics|氢氨燃烧;微尺度传热;涡轮增压|hydrogen-ammonia combustion;microscale heat transfer;turbocharging|工程热力学;传热学|Engineering Thermodynamics;Heat Transfer|低碳燃烧实验室|Low-Carbon Combustion Laboratory
C10|储能科学与工程|Energy Storage Science and Engineering|固态电池;液流电池;电池热安全|solid-state batteries;flow batteries;battery thermal safety|电化学基础;储能系统设计|Electrochemistry;Energy Storage System Design|储能电池实验室|Storage Battery Laboratory
C10|新能源科学与工程|Renewable Energy Engineering|光热发电;风电运维;制氢耦合|solar thermal power;wind farm maintenance;coupled hydrogen production|太阳能利用;风能技术|Solar Energy;Wind Energy Technology|可再生能源实验室|Renewable Energy Laboratory
C11|土木工程|Civil Engineering|结构韧性;装配式建造;地下空间防灾|structural resilience;prefabricated construction;underground hazard prevention|结构力学;混凝土结构|Structural Mechanics;Concrete Structures|结构工程实验室|Structural Engineering Laboratory
C11|交通运输工程|Transportation Engineering|车路协同;轨道交通运维;低空交通管理|vehicle-road cooperation;rail maintenance;low-altitude traffic management|交通规划;交通控制|Transport Planning;Traffic Control|智慧交通实验室|Smart Transport Laboratory
C12|环境科学与工程|Environmental Science and Engineering|新污染物治理;固废资源化;大气协同减排|control of emerging pollutants;waste-to-resource;joint air-pollution abatement|环境监测;水污染控制|Environmental Monitoring;Water Pollution Control|环境过程实验室|Environmental Processes Laboratory
C12|安全科学与工程|Safety Science and Engineering|爆炸防护;城市韧性评估;应急疏散|explosion protection;urban resilience assessment;emergency evacuation|安全系统工程;燃烧与爆炸|Safety Systems Engineering;Combustion and Explosion|爆炸防护实验室|Explosion Protection Laboratory
C13|物理学|Physics|拓扑量子物态;强场物理;低维磁性|topological quantum states;strong-field physics;low-dimensional magnetism|大学物理;量子力学|University Physics;Quantum Mechanics|量子物态实验室|Quantum Matter Laboratory
C13|量子信息科学|Quantum Information Science|量子精密测量;超导量子线路;量子网络|quantum metrology;superconducting quantum circuits;quantum networks|量子信息导论;量子光学|Introduction to Quantum Information;Quantum Optics|量子测量平台|Quantum Metrology Platform
C14|数学|Mathematics|偏微分方程;代数几何;反问题计算|partial differential equations;algebraic geometry;computational inverse problems|数学分析;高等代数|Mathematical Analysis;Advanced Algebra|应用数学中心|Centre for Applied Mathematics
C14|统计学|Statistics|高维统计推断;因果推断;可靠性统计|high-dimensional inference;causal inference;reliability statistics|概率论;多元统计分析|Probability Theory;Multivariate Analysis|统计计算平台|Statistical Computing Platform
C14|数据科学与大数据技术|Data Science|时空数据挖掘;数据要素定价;联邦学习|spatio-temporal mining;pricing of data;federated learning|数据挖掘;大数据处理|Data Mining;Big Data Processing|数据科学平台|Data Science Platform
C15|生物学|Biology|合成生物元件;空间生命科学;微生物组|synthetic biology parts;space life science;microbiome|生物化学;细胞生物学|Biochemistry;Cell Biology|合成生物学实验室|Synthetic Biology Laboratory
C15|生物医学工程|Biomedical Engineering|脑机接口;微流控检测;医学影像分析|brain-computer interfaces;microfluidic diagnostics;medical image analysis|生物医学信号处理;医学成像|Biomedical Signal Processing;Medical Imaging|神经工程实验室|Neural Engineering Laboratory
C16|管理科学与工程|Management Science and Engineering|应急物资调度;供应链韧性;复杂项目治理|emergency logistics;supply-chain resilience;governance of complex projects|管理学原理;系统工程|Principles of Management;Systems Engineering|能源与环境政策中心|Centre for Energy and Environmental Policy
C16|工商管理|Business Administration|技术创业;数字化转型;绿色供应链金融|technology entrepreneurship;digital transformation;green supply-chain finance|战略管理;市场营销|Strategic Management;Marketing|创新创业案例中心|Entrepreneurship Case Centre
C16|应用经济学|Applied Economics|碳市场机制;产业政策评估;数字贸易|carbon market mechanisms;industrial policy evaluation;digital trade|计量经济学;宏观经济学|Econometrics;Macroeconomics|经济模拟实验室|Economic Simulation Laboratory
C16|会计学|Accounting|智能审计;可持续信息披露;内部控制|intelligent auditing;sustainability disclosure;internal control|财务会计;成本管理|Financial Accounting;Cost Management|智能财会实验室|Intelligent Accounting Laboratory
C17|社会学|Sociology|社区治理;科技与社会;老龄化研究|community governance;science and society;ageing studies|社会学概论;社会研究方法|Introduction to Sociology;Social Research Methods|社会调查中心|Social Survey Centre
C17|公共管理|Public Administration|基层治理创新;科技政策;公共服务评价|grassroots governance innovation;science policy;public service evaluation|公共政策分析;行政管理学|Public Policy Analysis;Public Management|科技评价研究中心|Centre for Research Evaluation
C17|哲学|Philosophy|科技伦理;工程哲学;逻辑与认知|ethics of technology;philosophy of engineering;logic and cognition|科学技术哲学;逻辑学|Philosophy of Science;Logic|科技伦理研究室|Ethics of Technology Unit
C17|教育学|Education|工程教育评价;学习科学;拔尖人才成长|evaluation of engineering education;learning sciences;growth of top talent|教育心理学;教育统计|Educational Psychology;Educational Statistics|学习科学实验室|Learning Sciences Laboratory
C18|法学|Law|空间法;人工智能治理;科技安全法治|space law;governance of artificial intelligence;law of technology security|民法学;国际法|Civil Law;International Law|法治模拟实验室|Moot Court Laboratory
C18|知识产权|Intellectual Property|标准必要专利;数据产权;专利导航|standard-essential patents;property in data;patent landscaping|专利法;知识产权管理|Patent Law;IP Management|知识产权信息中心|IP Information Centre
C19|外国语言文学|Foreign Languages and Literatures|区域国别研究;语料库语言学;学术英语教学|area studies;corpus linguistics;teaching of academic English|综合英语;跨文化交际|Comprehensive English;Intercultural Communication|语言智能实验室|Language Intelligence Laboratory
C19|翻译|Translation Studies|科技翻译质量;术语库建设;人机协同翻译|quality of technical translation;terminology building;human-machine translation|口译基础;科技翻译|Interpreting;Technical Translation|口译训练中心|Interpreting Training Centre
C20|设计学|Design|产品可用性;无障碍设计;交通工具造型|product usability;accessible design;vehicle styling|设计思维;人机交互设计|Design Thinking;Interaction Design|交互设计实验室|Interaction Design Laboratory
C20|数字媒体艺术|Digital Media Arts|沉浸式叙事;文化遗产数字化;虚拟制作|immersive storytelling;digital heritage;virtual production|数字影像;三维动画|Digital Imaging;3D Animation|数字演艺实验室|Digital Performance Laboratory
C21|医学技术|Medical Technology|康复机器人;分子影像;院前急救装备|rehabilitation robotics;molecular imaging;pre-hospital emergency equipment|人体解剖与生理;医用传感技术|Anatomy and Physiology;Medical Sensing|康复工程实验室|Rehabilitation Engineering Laboratory
C21|智能医学工程|Intelligent Medical Engineering|手术导航;健康风险预测;可穿戴监测|surgical navigation;health-risk prediction;wearable monitoring|医学人工智能;临床工程|Medical AI;Clinical Engineering|智能诊疗平台|Intelligent Diagnosis Platform
C22|机器人工程|Robotics Engineering|仿人机器人;软体机器人;灵巧操作|humanoid robots;soft robots;dexterous manipulation|机器人学;机电系统设计|Robotics;Mechatronic System Design|仿生机器人实验室|Bionic Robotics Laboratory
C22|智能制造工程|Intelligent Manufacturing|数字孪生产线;增材制造;工业软件|digital-twin production lines;additive manufacturing;industrial software|数字化制造;工业互联网|Digital Manufacturing;Industrial Internet|数字孪生实验室|Digital Twin Laboratory
C22|碳中和科学与工程|Carbon Neutrality Science and Engineering|碳足迹核算;碳捕集材料;园区能源规划|carbon footprinting;carbon-capture materials;campus energy planning|碳核算方法;能源系统分析|Carbon Accounting;Energy Systems Analysis|碳中和研究中心|Carbon Neutrality Centre
C22|低空技术与工程|Low-Altitude Technology|电动垂直起降;低空通信导航;适航验证|electric vertical take-off;low-altitude communication and navigation;airworthiness verification|低空系统导论;适航技术|Introduction to Low-Altitude Systems;Airworthiness|低空试飞平台|Low-Altitude Flight-Test Platform
`;

const listOf = (text: string): string[] => text.split(';');

export const DISCIPLINES: readonly Discipline[] = rowsOf(TABLE, 9).map((row, index) => {
  const [collegeCode, zh, en, topicsZh, topicsEn, coursesZh, coursesEn, labZh, labEn] = row as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    code: `X${String(index + 1).padStart(2, '0')}`,
    collegeCode,
    zh,
    en,
    topicsZh: listOf(topicsZh),
    topicsEn: listOf(topicsEn),
    coursesZh: listOf(coursesZh),
    coursesEn: listOf(coursesEn),
    labZh,
    labEn,
  };
});
