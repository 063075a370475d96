import Testing

struct GapChartTests {
    @Test
    func `a gap is drawn with its classes and a bar a period`() throws {
        let scratch = try Scratch()
        let ending = try scratch.start(["gaps", "--indicator", "skl.N07900", "--chart"]).ending()
        #expect(ending.status == .exited(0), "\(ending)")
        #expect(ending.output.contains("○ 0-9999") && ending.output.contains("● 100000+"))
        #expect(ending.output.contains("2022") && ending.output.contains("│█"))
    }
}
