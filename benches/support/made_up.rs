//! A pack that is made up, always the same: issues of about 2.5 KB; few words are common and most are rare, as in real
//! text.

/// Issues of a pack as large as one may wish to be.
pub(crate) const MANY: usize = 10_000;

/// A rare word that stands in the pack.
const RARE: &str = "bivodura";

const SECTIONS: usize = 20;

/// The files of the pack with so many issues: path and text.
pub(crate) fn files(issues: usize) -> impl Iterator<Item = (String, String)> {
    let mut author = Author::new();
    let definitions = (0..issues).map(move |number| {
        (format!("section-{}/issue-{number}.toml", number % SECTIONS), author.issue(number))
    });
    [("pack.toml".to_owned(), pack_toml())].into_iter().chain(definitions)
}

fn pack_toml() -> String {
    let sections = (0..SECTIONS).map(|number| {
        format!("[[section]]\nid = 'section-{number}'\ntitle = 'Section {number}'\n")
    });
    let services = "[[service]]\nid = 'graph'\ntitle = 'Graph'\n";
    let head = "id = 'made-up'\ntitle = 'Made up'\nversion = '1'\n";
    format!("{head}{services}{}", sections.collect::<String>())
}

const COMMON: &str = "\
    the a of to in is and for client tenant consent admin token graph permission user account \
    integration access role app registration error this that not with service exchange partner \
    center policy conditional delegated application organization MFA GDAP CSP authorize sign check \
    under step wait microsoft rewst azure license group was refused because missing unsupported";

const SYLLABLES: &str = "\
    ba ce di fo gu ha je ki lo mu na pe ri so tu va we ten con sta tion ment bi vo du ra sen ter \
    pro re in ex";

/// Makes up the same words in the same order every time.
struct Author {
    state: u64,
    common: Vec<&'static str>,
    syllables: Vec<&'static str>,
    rare: Vec<String>,
}

impl Author {
    fn new() -> Self {
        let mut author = Self {
            state: 0x2545_F491_4F6C_DD1D,
            common: COMMON.split_whitespace().collect(),
            syllables: SYLLABLES.split_whitespace().collect(),
            rare: Vec::new(),
        };
        author.rare = (0..8_000).map(|_| author.syllables()).collect();
        RARE.clone_into(&mut author.rare[7_000]);
        author
    }

    /// Xorshift.
    fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap() % bound
    }

    fn syllables(&mut self) -> String {
        let count = 2 + self.below(3);
        let places: Vec<_> = (0..count).map(|_| self.below(self.syllables.len())).collect();
        places.into_iter().map(|place| self.syllables[place]).collect()
    }

    fn word(&mut self) -> &str {
        if self.below(10) < 6 {
            let place = self.near_the_front(self.common.len());
            self.common[place]
        } else {
            let place = self.near_the_front(self.rare.len());
            &self.rare[place]
        }
    }

    /// The smaller of two: the front of a list is used most.
    fn near_the_front(&mut self, length: usize) -> usize {
        self.below(length).min(self.below(length))
    }

    /// Words, so many bytes or one word more.
    fn text(&mut self, bytes: usize) -> String {
        let mut text = self.word().to_owned();
        while text.len() < bytes {
            text.push(' ');
            text.push_str(self.word());
        }
        text
    }

    fn issue(&mut self, number: usize) -> String {
        let mut toml = format!(
            "title = '{}'\nshort = '{} {number}'\nsummary = '{}'\nclient = '{}'\nservices = ['graph']\n\
             aliases = ['{}', '{}', '{}']\n",
            self.text(60),
            self.text(12),
            self.text(60),
            self.text(40),
            self.text(16),
            self.text(16),
            self.text(16),
        );
        toml += &self.signature();
        (0..3).for_each(|_| toml += &self.detail());
        (0..2).for_each(|fix| toml += &self.fix(fix));
        toml
    }

    /// Codes that some share, short phrases, and long ones that need not stand to the letter.
    fn signature(&mut self) -> String {
        let code = 50_000 + self.below(2_000);
        format!(
            "[[signature]]\nstrength = 'strong'\ncodes = ['AADSTS{code}']\nphrases = ['{}']\n\
             [[signature]]\nany = ['{}', '{}']\nnone = ['{}']\n",
            self.text(30),
            self.text(50),
            self.text(20),
            self.text(20),
        )
    }

    fn detail(&mut self) -> String {
        format!(
            "[[detail]]\nkind = 'cause'\ntitle = '{}'\nbody = '''\n{}\n\n- **{}**\n- {}\n'''\n",
            self.text(20),
            self.text(140),
            self.text(50),
            self.text(50),
        )
    }

    fn fix(&mut self, number: usize) -> String {
        let head = format!(
            "[[fix]]\nid = 'fix-{number}'\ntitle = '{}'\ndone = '{}'\nlevel = 'msp'\nbody = '{}'\n",
            self.text(30),
            self.text(30),
            self.text(70),
        );
        (0..4).fold(head, |fix, step| fix + &self.step(number * 10 + step))
    }

    fn step(&mut self, number: usize) -> String {
        format!(
            "[[fix.step]]\nid = 'step-{number}'\ntext = '{}'\ncopy = [{{ label = '{}', text = '{}' }}]\n",
            self.text(60),
            self.word().to_owned(),
            self.text(12),
        )
    }
}
