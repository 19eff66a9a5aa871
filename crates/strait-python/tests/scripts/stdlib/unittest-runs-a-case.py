import io
import unittest


class Arithmetic(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.log = []

    def setUp(self):
        self.addCleanup(self.log.append, "cleanup")
        self.log.append("setUp")

    def tearDown(self):
        self.log.append("tearDown")

    def test_adds(self):
        self.assertEqual(1 + 1, 2)
        self.assertTrue([1])
        self.assertIn(1, [1])
        self.assertIsNone(None)
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertRaises(ValueError, int, "x")
        with self.assertRaises(ZeroDivisionError) as caught:
            1 / 0
        self.assertEqual(str(caught.exception), "division by zero")
        with self.assertRaisesRegex(KeyError, "k"):
            {}["k"]

    def test_fails(self):
        self.assertEqual([1, 2], [1, 3], "they differ")

    def test_errors(self):
        {}["missing"]

    @unittest.skip("not today")
    def test_skipped(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(False)

    def test_subtests(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(Arithmetic).run(result)
print(result.testsRun, len(result.failures), len(result.errors), result.skipped[0][1], len(result.expectedFailures))
print(result.wasSuccessful())
print(sorted(case.id().split(".")[-1] for case, _ in result.failures), result.errors[0][1].splitlines()[-1])
print(Arithmetic.log[:3], len(Arithmetic.log))
messages = []
case = Arithmetic("test_adds")
for check in [
    lambda: case.assertEqual(1, 2), lambda: case.assertTrue(0), lambda: case.assertIn(1, []),
    lambda: case.assertIs(1, "a"), lambda: case.assertIsInstance(1, str), lambda: case.assertGreater(1, 2),
    lambda: case.assertDictEqual({"a": 1}, {"a": 2}), lambda: case.assertRaises(KeyError, int, 5),
    lambda: case.assertIsNone(5), lambda: case.fail("reason"), lambda: case.assertCountEqual([1, 2], [2, 2]),
    lambda: case.assertMultiLineEqual("a\nb", "a\nc"), lambda: case.assertAlmostEqual(1, 1.1),
]:
    try:
        check()
    except AssertionError as error:
        print(str(error).splitlines()[0])


class Async(unittest.IsolatedAsyncioTestCase):
    async def test_awaits(self):
        import asyncio

        await asyncio.sleep(0)
        self.assertEqual(1, 1)


out = io.StringIO()
ran = unittest.TextTestRunner(stream=out, verbosity=0).run(unittest.defaultTestLoader.loadTestsFromTestCase(Async))
print(ran.testsRun, ran.wasSuccessful(), out.getvalue().splitlines()[-1])
