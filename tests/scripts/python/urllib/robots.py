# flags: --allow-net=loopback
# server: http
import os
from urllib.parse import quote
from urllib.robotparser import RobotFileParser

base = f"http://{os.environ['SERVER']}"

robots = RobotFileParser(base + '/respond?body=' + quote('User-agent: *\nDisallow: /private\nCrawl-delay: 3\n'))
robots.read()
print(robots.can_fetch('x', base + '/private/a'), robots.can_fetch('x', base + '/public'), robots.crawl_delay('x'))
