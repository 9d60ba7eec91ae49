import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { preferredLanguage, ProblemException, PROBLEMS, Public } from '@havre/service';
import type { FastifyReply } from 'fastify';

import { helpHtml } from './help-html.js';
import type { HelpPages } from './help-pages.js';

/** Injection token of the `HelpPages`; null when they are not installed. */
export const HELP_PAGES = Symbol('HelpPages');

/** `GET /help/needs-only`: where every neutral refusal leads. A page that any browser shows. */
@Public()
@Controller('help/needs-only')
export class ShowHelpController {
  constructor(@Inject(HELP_PAGES) private readonly pages: HelpPages | null) {}

  @Get()
  show(
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    if (this.pages === null) throw new ProblemException(PROBLEMS.notFound);
    const language = preferredLanguage(acceptLanguage);
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .header('vary', 'accept-language');
    return helpHtml(this.pages[language], language);
  }
}
