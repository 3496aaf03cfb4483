def handle(event, context):
    return 204
