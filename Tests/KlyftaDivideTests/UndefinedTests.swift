import KlyftaDivide
import KlyftaModel
import KlyftaStatistics
import Testing

struct UndefinedTests {
    @Test(arguments: Language.allCases)
    func `every reason is said in words of its own, in every language`(language: Language) {
        let sentences = Undefined.allCases.map { $0.sentence[language] }
        #expect(Set(sentences).count == Undefined.allCases.count)
        for (reason, sentence) in zip(Undefined.allCases, sentences) {
            #expect(sentence != reason.rawValue && !sentence.hasSuffix("."), "\(reason.rawValue)")
        }
    }

    @Test(arguments: Undefined.allCases)
    func `the word of a reason is small letters and hyphens`(reason: Undefined) {
        #expect(reason.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
    }

    @Test func `statistics say the word of a measure that has no number`() {
        let missing = Stratum([1.0], of: 1)
        let fault = #expect(throws: Unanswerable.self) {
            try jackknife([missing], inference: .finite) { _ in .undefined(.zeroValue) }
        }
        #expect(fault?.word == Undefined.zeroValue.rawValue)
    }
}
