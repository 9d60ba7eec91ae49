import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { Caller, RequireScope } from '@havre/service';
import { showCapacity, type CapacityPage } from '../domain/capacity-view.js';
import { PlaceRepository } from '../persistence/place.repository.js';
import { CapacityQuery } from './capacity-query.js';

/** `GET /v1/capacity`: the places of the city, as much of them as the caller may know. */
@Controller('v1/capacity')
@RequireScope('feed:read')
export class CapacityController {
  constructor(@Inject(PlaceRepository) private readonly places: PlaceRepository) {}

  @Get()
  @Header('cache-control', 'no-store')
  async read(@Caller() caller: Caller, @Query() query: CapacityQuery): Promise<CapacityPage> {
    const places = await this.places.read(query);
    return showCapacity(places, { sources: caller.sources, mayRefer: caller.role === 'department' });
  }
}
