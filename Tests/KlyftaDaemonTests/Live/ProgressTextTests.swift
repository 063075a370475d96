import KlyftaDaemon
import KlyftaSources
import Testing

struct ProgressTextTests {
    @Test(arguments: [
        (
            #"{"answered":3,"cells":240000,"isTopicDone":false,"planned":12,"secondsLeft":40,"topic":"07459","wireBytes":1200345}"#,
            "07459: 3 of 12 answers, 240000 cells, 1200 kB, about 40 s left"
        ),
        (
            #"{"answered":1,"cells":0,"isTopicDone":true,"planned":1,"secondsLeft":0,"topic":"kpi","wireBytes":999}"#,
            "kpi: 1 of 1 answers, 0 kB"
        ),
    ])
    func `progress is told in answers, cells, bytes and time left, and what is not known is left out`(
        progress: String, text: String
    ) throws {
        let line = try #require(FetchLine(line: #"{"progress":\#(progress)}"#))
        #expect(line.progress?.text == text)
    }
}
